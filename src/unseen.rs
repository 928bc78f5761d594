//! Characters that show nothing.

use std::ops::RangeInclusive;

/// Those that are neither white space nor controls: what Unicode 15.1 says to ignore in display (`DerivedCoreProperties`,
/// `Default_Ignorable_Code_Point`, unassigned ones included), and others that are blank or only format: annotation
/// and Egyptian format controls, the empty Braille cell, the null notehead, the Khitan filler, noncharacters of the BMP.
/// Marks that are written on a letter are none of their own, and what private use shows is between its users.
const UNSEEN: [RangeInclusive<char>; 29] = [
    '\u{ad}'..='\u{ad}',
    '\u{300}'..='\u{36f}',
    '\u{61c}'..='\u{61c}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{1ab0}'..='\u{1aff}',
    '\u{1dc0}'..='\u{1dff}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{20d0}'..='\u{20ff}',
    '\u{2800}'..='\u{2800}',
    '\u{3164}'..='\u{3164}',
    '\u{e000}'..='\u{f8ff}',
    '\u{fdd0}'..='\u{fdef}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{fe20}'..='\u{fe2f}',
    '\u{feff}'..='\u{feff}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{fff0}'..='\u{fffb}',
    '\u{fffe}'..='\u{ffff}',
    '\u{13430}'..='\u{1343f}',
    '\u{16fe4}'..='\u{16fe4}',
    '\u{1bca0}'..='\u{1bca3}',
    '\u{1d159}'..='\u{1d159}',
    '\u{1d173}'..='\u{1d17a}',
    '\u{e0000}'..='\u{e0fff}',
    '\u{f0000}'..='\u{10ffff}',
];

/// Whether a text shows nothing to its reader: it is as good as empty.
pub fn shows_nothing(text: &str) -> bool {
    text.chars().all(is_unseen)
}

/// A text without the white space around it, and without the marks that programs leave there: a byte order mark, a
/// space or joiner of no width. Others (a variation selector, say) belong to the letter before them.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}' | '\u{2060}'))
}

fn is_unseen(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || UNSEEN.iter().any(|range| range.contains(&letter))
}
