//! A field of a JSON record, found without building the record: what stands around it can be kept byte for byte.

use std::ops::Range;

/// Where the value at a dotted path stands in `json`, which is valid. A key that is the whole path, dots and all, comes
/// first. Of equal keys the last counts, as for readers.
pub fn find(json: &str, path: &str) -> Option<Range<usize>> {
    let mut range = 0..json.len();
    if let Some(found) = path.contains('.').then(|| child(json, range.clone(), path)).flatten() {
        return Some(found);
    }
    for name in path.split('.') {
        range = child(json, range, name)?;
    }
    Some(range)
}

/// The value of `name` in the object, or at that place in the list, that stands in `range`.
fn child(json: &str, range: Range<usize>, name: &str) -> Option<Range<usize>> {
    let mut at = skip_space(json, range.start);
    let is_object = match json.as_bytes().get(at)? {
        b'{' => true,
        b'[' => false,
        _ => return None,
    };
    let mut found = None;
    for index in 0_usize.. {
        at = skip_space(json, at + 1);
        if matches!(json.as_bytes().get(at)?, b'}' | b']') {
            break;
        }
        let mut is_wanted = index.to_string() == name;
        if is_object {
            let end = value_end(json, at)?;
            is_wanted = serde_json::from_str::<String>(&json[at..end]).ok()? == name;
            at = skip_space(json, skip_space(json, end) + 1);
        }
        let end = value_end(json, at)?;
        if is_wanted {
            found = Some(at..end);
        }
        at = skip_space(json, end);
        if json.as_bytes().get(at)? != &b',' {
            break;
        }
    }
    found
}

fn skip_space(json: &str, at: usize) -> usize {
    at + json.as_bytes()[at.min(json.len())..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// One past the value that starts at `at`.
fn value_end(json: &str, at: usize) -> Option<usize> {
    let bytes = json.as_bytes();
    let mut depth = 0_usize;
    let mut next = at;
    loop {
        match bytes.get(next)? {
            b'"' => next = string_end(bytes, next)?,
            b'{' | b'[' => {
                depth += 1;
                next += 1;
            }
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                next += 1;
            }
            _ if depth == 0 => {
                let rest = &bytes[next..];
                let length =
                    rest.iter().position(|byte| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace());
                next += length.unwrap_or(rest.len());
            }
            _ => next += 1,
        }
        if depth == 0 {
            return Some(next);
        }
    }
}

fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_where_they_stand() {
        for (json, path, wanted) in [
            (r#"{"a": 1, "b": "x"}"#, "b", Some(r#""x""#)),
            (r#" { "a" : { "b" : [ 1 , {"c":"y\"}"} ] } , "d":2} "#, "a.b.1.c", Some(r#""y\"}""#)),
            (r#"{"a":"1","a":"2"}"#, "a", Some(r#""2""#)),
            (r#"{"\u0061":-1.50e+9}"#, "a", Some("-1.50e+9")),
            (r#"{"a":[]}"#, "a.0", None),
            (r#"{"a":"x"}"#, "a.b", None),
            (r#"{"a":{"b":1},"a.b":2}"#, "a.b", Some("2")),
            ("{}", "a", None),
            ("[\"x\", true]", "1", Some("true")),
            ("\"x\"", "a", None),
        ] {
            assert_eq!(find(json, path).map(|range| &json[range]), wanted, "{json} {path}");
        }
    }
}
