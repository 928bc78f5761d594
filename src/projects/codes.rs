//! How a project's code is made: its programme's, and an ASCII slug of the laureate's short name
//! (api.md, "base").

/// How long a slug may get; whole words are kept.
const LONGEST_SLUG: usize = 40;

/// What stands for a name that holds no Latin letter and no digit.
const NAMELESS: &str = "PROJECT";

/// A name in `[A-Z0-9-]`: accents dropped, ligatures spelt out, all else a single inner hyphen.
pub fn slug(name: &str) -> String {
    let mut words = vec![String::new()];
    for letter in name.chars().flat_map(char::to_uppercase) {
        match (bare(letter), words.last_mut()) {
            (Some(text), Some(word)) => word.push_str(text),
            (None, Some(word)) if letter.is_ascii_alphanumeric() => word.push(letter),
            (None, Some(word)) if !word.is_empty() => words.push(String::new()),
            _ => {}
        }
    }
    let mut slug = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if slug.is_empty() {
            slug.extend(word.chars().take(LONGEST_SLUG));
        } else if slug.len() + 1 + word.len() <= LONGEST_SLUG {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() { NAMELESS.to_owned() } else { slug }
}

/// The first of `base`, `base-2`, `base-3`… that is not among the codes taken.
pub fn free_code(base: &str, taken: &[String]) -> String {
    let is_free = |code: &String| !taken.contains(code);
    let numbered = (2_u32..).map(|number| format!("{base}-{number}"));
    std::iter::once(base.to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_else(|| base.to_owned())
}

/// An upper-case letter of Latin alphabets without its marks; nothing for a mark that stands by
/// itself (decomposed text), `None` for any other character.
fn bare(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{300}'..='\u{36f}' => "",
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'Æ' => "AE",
        'Ç' | 'Ć' | 'Č' => "C",
        'Ď' | 'Ð' | 'Đ' => "D",
        'È'..='Ë' | 'Ē' | 'Ę' | 'Ě' => "E",
        'Ì'..='Ï' | 'Ī' | 'İ' => "I",
        'Ł' => "L",
        'Ñ' | 'Ń' | 'Ň' => "N",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => "O",
        'Œ' => "OE",
        'Ř' => "R",
        'Ś' | 'Š' | 'Ş' => "S",
        'Ť' => "T",
        'Ù'..='Ü' | 'Ū' | 'Ů' | 'Ű' => "U",
        'Ý' | 'Ÿ' => "Y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        _ => return None,
    })
}
