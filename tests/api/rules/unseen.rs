//! Texts that show nothing.

use icu_properties::CodePointSetData;
use icu_properties::props::{DefaultIgnorableCodePoint, WhiteSpace};
use jalon::unseen::shows_nothing;

#[test]
fn what_unicode_says_to_ignore_shows_nothing_and_all_else_but_blanks_shows_something() {
    let ignored = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let white = CodePointSetData::new::<WhiteSpace>();
    let blank = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{2800}' | '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
            || matches!(letter, '\u{13430}'..='\u{1343f}' | '\u{16fe4}' | '\u{1d159}')
            // The blocks of combining marks, and private use.
            || matches!(letter, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
            || matches!(letter, '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
            || matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
    };
    for letter in '\0'..=char::MAX {
        let expected = ignored.contains(letter) || white.contains(letter) || blank(letter);
        assert_eq!(
            shows_nothing(&letter.to_string()),
            expected,
            "U+{:04X}",
            u32::from(letter)
        );
    }
}

#[test]
fn one_letter_among_them_is_enough() {
    assert!(shows_nothing(""));
    assert!(shows_nothing("\u{200b} \u{2060}\u{3164}\u{fe0f}"));
    assert!(!shows_nothing("\u{200b}a\u{2060}"));
    assert!(!shows_nothing("👩\u{200d}🔬"));
    assert!(!shows_nothing("e\u{301}"));
    assert!(shows_nothing("\u{301}\u{327}"));
}
