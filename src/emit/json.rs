//! JSON with line breaks, made from JSON without. The types are serialized in one way alone: code for a second would be
//! compiled for each of them.

/// Returns the same JSON with each value on a line of its own, indented by two blanks a level.
///
/// Takes JSON without blanks between its tokens, as `serde_json` writes it.
pub(crate) fn indented(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(2 * json.len());
    let mut depth = 0;
    let (mut quoted, mut escaped) = (false, false);
    for (i, &byte) in json.iter().enumerate() {
        if quoted {
            quoted = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            out.push(byte);
            continue;
        }
        match byte {
            b'}' | b']' => {
                depth -= 1;
                if !matches!(json[i - 1], b'{' | b'[') {
                    line(&mut out, depth);
                }
                out.push(byte);
            }
            b'{' | b'[' => {
                depth += 1;
                out.push(byte);
                if !matches!(json.get(i + 1), Some(b'}' | b']')) {
                    line(&mut out, depth);
                }
            }
            b',' => {
                out.push(byte);
                line(&mut out, depth);
            }
            b':' => out.extend(b": "),
            _ => {
                quoted = byte == b'"';
                out.push(byte);
            }
        }
    }
    out
}

/// Begins a line.
fn line(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth, b' ');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            r#"[a-c"\\{}\[\]:, \n]{0,6}"#.prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((r#"[a-c"\\{}\[\]:, ]{0,3}"#, inner), 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    #[test]
    fn empty_objects_and_lists_stay_on_their_line() {
        let made = indented(json!({"a": [], "b": {}, "c": [1, "}{"]}).to_string().as_bytes());
        let expected = "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    \"}{\"\n  ]\n}";
        assert_eq!(String::from_utf8_lossy(&made), expected);
    }

    proptest! {
        #[test]
        fn what_is_indented_is_as_serde_json_indents_it(value in value()) {
            let made = indented(value.to_string().as_bytes());
            prop_assert_eq!(String::from_utf8_lossy(&made), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}
