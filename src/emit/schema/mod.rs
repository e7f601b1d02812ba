//! The JSON Schemas (2020-12) of what newsx writes, in files beside this one.
//!
//! They are made from the types and their comments; the test compares them. `NEWSX_SCHEMAS=write cargo test --lib schema`
//! writes them after a change of the types.

/// The schema of a record.
pub(super) const RECORD: Schema = Schema {
    file: "record.json",
    text: include_str!("record.json"),
};
/// The schema of a row of claims.
pub(super) const CLAIM: Schema = Schema {
    file: "claim.json",
    text: include_str!("claim.json"),
};
/// The schema of a ledger.
pub(crate) const LEDGER: Schema = Schema {
    file: "ledger.json",
    text: include_str!("ledger.json"),
};

/// A schema in a file.
pub(crate) struct Schema {
    #[cfg_attr(not(test), expect(dead_code, reason = "the test alone writes the files"))]
    file: &'static str,
    text: &'static str,
}

impl Schema {
    /// Reads the file, which the test has compared with the types.
    pub(crate) fn read(&self) -> serde_json::Value {
        serde_json::from_str(self.text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;
    use schemars::generate::SchemaSettings;

    use super::*;

    /// The schema of serialization: fields that are always written are required, also where they may be null.
    fn compare<T: JsonSchema>(schema: &Schema) {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let made = settings.into_generator().into_root_schema_for::<T>();
        let text = serde_json::to_string_pretty(&serde_json::Value::from(made)).expect("JSON") + "\n";
        if std::env::var_os("NEWSX_SCHEMAS").is_some() {
            std::fs::write(format!("src/emit/schema/{}", schema.file), text).expect("the file is written");
            return;
        }
        assert!(
            text == schema.text,
            "src/emit/schema/{} is not that of the types: NEWSX_SCHEMAS=write cargo test --lib schema",
            schema.file
        );
    }

    #[test]
    fn schemas_are_those_of_the_types() {
        compare::<crate::emit::Record>(&RECORD);
        compare::<crate::emit::claims::Claim>(&CLAIM);
        compare::<crate::ledger::Ledger>(&LEDGER);
    }
}
