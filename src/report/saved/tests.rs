use super::*;

#[test]
fn tells_forms_apart() {
    assert_eq!(Form::detect(b"PEEL\x01"), Some(Form::Compact));
    assert_eq!(Form::detect(b"\xef\xbb\xbf {"), Some(Form::Json));
    for other in [&b""[..], b"PEE", b"[1]", b"\x1f\x8b\x08"] {
        assert_eq!(Form::detect(other), None);
    }
}
