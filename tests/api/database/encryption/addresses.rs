//! What is ours in an address, and what is left of it.

use jalon::database::address::{Parts, split};

fn parts(rest: &str, mode: &str, roots: &str) -> Parts {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Parts {
        rest: rest.to_owned(),
        mode: some(mode),
        roots: some(roots),
    }
}

#[test]
fn our_words_leave_a_url() {
    for (text, wanted) in [
        ("postgres://h/d", parts("postgres://h/d", "", "")),
        ("postgres://h/d?sslmode=require", parts("postgres://h/d", "require", "")),
        (
            "postgresql://u:a?sslmode=b@h,i/d?connect_timeout=3&sslrootcert=%2Fa%20b&channel_binding=require&sslmode=verify-ca",
            parts(
                "postgresql://u:a?sslmode=b@h,i/d?connect_timeout=3&channel_binding=require",
                "verify-ca",
                "/a b",
            ),
        ),
    ] {
        assert_eq!(split(text).unwrap(), wanted, "{text}");
    }
}

#[test]
fn our_words_leave_words() {
    for (text, wanted) in [
        ("host=h dbname=d", parts("host=h dbname=d", "", "")),
        ("sslmode=disable host=h", parts("host=h", "disable", "")),
        (
            r"host=h sslrootcert = '/a b\'c' password='sslmode=x \\' sslmode= require",
            parts(r"host=h password='sslmode=x \\'", "require", "/a b'c"),
        ),
        (r"sslrootcert=/a\ b user=u", parts("user=u", "", "/a b")),
    ] {
        assert_eq!(split(text).unwrap(), wanted, "{text}");
    }
    assert!(split("host='h").is_err());
    assert!(split("host").is_err());
}
