//! Which letters may be shown.

/// Stands where something was that is not shown.
pub(super) const INSTEAD: char = '\u{fffd}';

/// Neither a control character, nor one that turns the direction of writing, nor one that nobody sees.
pub fn is_fine(letter: char) -> bool {
    let is_hidden = matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}');
    !is_hidden && (!letter.is_control() || matches!(letter, '\n' | '\t'))
}
