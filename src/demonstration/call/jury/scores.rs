//! What the jury was assigned and how it scored, as data: by criterion, in the order of the grid.
//!
//! Two laureates share the third rank, the two in reserve the seventh; of the last one a score is missing.

use super::Found;
use crate::demonstration::accounts::{JURY_1, JURY_2, JURY_3, JURY_4, Player};

/// The shortlisted applications by their numbers, each with its jurors.
pub const HEARD: &[(&str, &[(Player, Found)])] = &[
    // ASN: 26.67.
    (
        "219046",
        &[
            (JURY_1, Found::Scored([4, 5, 5, 4, 4, 5])),
            (JURY_2, Found::Scored([5, 5, 4, 4, 4, 4])),
            (JURY_3, Found::Scored([4, 5, 5, 5, 4, 4])),
        ],
    ),
    // DGAL: 26.5.
    (
        "217552",
        &[
            (JURY_1, Found::Scored([5, 4, 4, 5, 4, 4])),
            (JURY_3, Found::Scored([5, 4, 5, 4, 4, 5])),
        ],
    ),
    // ACOSS and AFB: 25.5 each.
    (
        "221874",
        &[
            (JURY_2, Found::Scored([5, 4, 4, 4, 4, 5])),
            (JURY_4, Found::Scored([4, 4, 5, 4, 4, 4])),
        ],
    ),
    (
        "223305",
        &[
            (JURY_1, Found::Scored([5, 4, 4, 4, 4, 4])),
            (JURY_4, Found::Scored([4, 5, 4, 4, 4, 5])),
        ],
    ),
    // CHU de Toulouse: 24.67.
    (
        "223918",
        &[
            (JURY_1, Found::Scored([4, 5, 4, 3, 4, 4])),
            (JURY_3, Found::Scored([5, 4, 5, 3, 4, 4])),
            (JURY_4, Found::Scored([5, 4, 4, 3, 4, 5])),
        ],
    ),
    // DDTM 34: 24, before the correction no more than those in reserve.
    (
        "222631",
        &[
            (JURY_2, Found::Scored([4, 4, 4, 5, 3, 4])),
            (JURY_3, Found::Corrected([4, 5, 4, 3, 3, 4], [4, 5, 4, 4, 3, 4])),
        ],
    ),
    // In reserve: 23.5 each.
    (
        "209117",
        &[
            (JURY_1, Found::Scored([4, 4, 4, 4, 4, 3])),
            (
                JURY_2,
                Found::Recused("J'ai conseillé ce candidat pendant la rédaction de son dossier."),
            ),
            (JURY_4, Found::Scored([4, 4, 4, 4, 4, 4])),
        ],
    ),
    (
        "220145",
        &[
            (JURY_2, Found::Scored([4, 4, 4, 3, 4, 4])),
            (JURY_3, Found::Scored([4, 4, 4, 4, 4, 4])),
        ],
    ),
    // Refused: from 22.5 down to 18.5.
    (
        "222457",
        &[
            (JURY_1, Found::Scored([3, 5, 4, 4, 4, 3])),
            (JURY_4, Found::Scored([3, 5, 4, 3, 4, 3])),
        ],
    ),
    (
        "208640",
        &[
            (JURY_2, Found::Scored([4, 3, 4, 4, 4, 3])),
            (JURY_3, Found::Scored([4, 3, 4, 4, 4, 3])),
        ],
    ),
    (
        "214402",
        &[
            (JURY_2, Found::Scored([4, 4, 4, 4, 4, 2])),
            (JURY_4, Found::Scored([3, 4, 4, 4, 4, 2])),
        ],
    ),
    (
        "220533",
        &[
            (JURY_1, Found::Scored([4, 4, 3, 4, 3, 2])),
            (JURY_3, Found::Scored([3, 4, 3, 5, 3, 2])),
        ],
    ),
    (
        "213360",
        &[
            (JURY_2, Found::Scored([4, 3, 3, 2, 3, 4])),
            (JURY_4, Found::Scored([4, 3, 3, 2, 3, 3])),
        ],
    ),
    // One of its scores never came.
    (
        "212051",
        &[(JURY_3, Found::Scored([3, 3, 3, 4, 3, 2])), (JURY_4, Found::Nothing)],
    ),
];
