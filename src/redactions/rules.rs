//! What a redaction must not do. Pure.

/// So many words in a row, found again, are a repetition.
const RUN: usize = 4;
/// Fewer letters than this say nothing by themselves.
const LETTERS: usize = 3;

/// Whether a motive repeats one of the texts: the whole of it, or some words in a row; case and
/// punctuation aside.
pub fn repeats(motive: &str, texts: &[String]) -> bool {
    let motive = words(motive);
    texts.iter().any(|text| {
        let text = words(text);
        let telling = text.iter().map(|word| word.chars().count()).sum::<usize>() >= LETTERS;
        let run = text.len().min(RUN);
        telling && text.windows(run).any(|part| holds(&motive, part))
    })
}

fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn holds(whole: &[String], part: &[String]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}
