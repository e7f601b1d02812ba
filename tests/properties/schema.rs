//! Validation of JSON by a JSON Schema, with the keywords that the schemas of newsx have.

use serde_json::Value;

/// A schema, with its definitions under `$defs`.
pub(crate) struct Schema(pub(crate) Value);

impl Schema {
    /// The ways in which a value differs from the schema, each with the place. Also a field that the schema does not
    /// describe is one.
    pub(crate) fn differences(&self, value: &Value) -> Vec<String> {
        let mut found = Vec::new();
        self.compare(&self.0, value, "$", &mut found);
        found
    }

    /// # Panics
    /// If the schema has a keyword that is not known here.
    fn compare(&self, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
        for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
            let right = match keyword.as_str() {
                "$defs" | "$schema" | "default" | "description" | "format" | "title" => true,
                "$ref" => {
                    self.compare(self.definition(wanted), value, place, found);
                    true
                }
                "anyOf" => self.fitting(wanted, value) > 0,
                "oneOf" => self.fitting(wanted, value) == 1,
                "const" => value == wanted,
                "type" => list(wanted).iter().any(|kind| is(value, kind)),
                "minimum" => number(value).is_none_or(|n| Some(n) >= number(wanted)),
                "maximum" => number(value).is_none_or(|n| Some(n) <= number(wanted)),
                "required" => {
                    let has = |name: &Value| value.get(name.as_str().expect("a name")).is_some();
                    !value.is_object() || list(wanted).iter().all(has)
                }
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.compare(wanted, item, &format!("{place}[{number}]"), found);
                    }
                    true
                }
                "properties" => {
                    for (name, field) in value.as_object().into_iter().flatten() {
                        let place = format!("{place}.{name}");
                        match wanted.get(name) {
                            Some(schema) => self.compare(schema, field, &place, found),
                            None => found.push(format!("{place} is not described")),
                        }
                    }
                    true
                }
                unknown => panic!("the keyword {unknown} is not known"),
            };
            if !right {
                found.push(format!("{place} is {value}, against {keyword} {wanted}"));
            }
        }
    }

    fn definition(&self, reference: &Value) -> &Value {
        let name = reference.as_str().and_then(|path| path.strip_prefix("#/$defs/"));
        &self.0["$defs"][name.expect("a reference to a definition")]
    }

    /// The number of schemas that a value fits.
    fn fitting(&self, schemas: &Value, value: &Value) -> usize {
        let fits = |schema: &&Value| {
            let mut found = Vec::new();
            self.compare(schema, value, "$", &mut found);
            found.is_empty()
        };
        list(schemas).iter().filter(fits).count()
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), |list| list)
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64()
}

fn is(value: &Value, kind: &Value) -> bool {
    match kind.as_str().expect("the name of a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|n| n.fract() == 0.0),
        other => panic!("the type {other} is not known"),
    }
}
