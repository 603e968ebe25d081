"""How figures were computed: one line, how, and the formula with its source."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.cards.card import Method

NOISE = _(
    "Every number of people has a little noise, at most 2.5 people. The interval holds it. Under about 12 "
    "people there is a band and no number."
)

METHODS: dict[str, Method] = {
    "share": Method(
        _("Students, as a share of all students enrolled here. A person counts once, whatever the roles."),
        NOISE,
        _(
            "Distinct people with a role (or in the pool) on at least one day ÷ students enrolled on "
            "the latest "
            "reference date. The interval is (n ± 2.5) ÷ enrolled. Noise: normal, sd 1, cut at 2.5, "
            "keyed by who is "
            "in the cell."
        ),
    ),
    "conversion": Method(
        _("Of the students who want a role or have one, the share that has one."),
        NOISE,
        _(
            "|P| ÷ |P ∪ A|, over distinct people, P with a role and A in the pool. It needs no "
            "reading of the word "
            "‘available’: people in both count once. Places whose pool is not recorded are left out."
        ),
    ),
    "hours": Method(
        _(
            "Hours of one person over all her roles. Half of the people have more than the median, "
            "half fewer."
        ),
        _(
            "Who has unknown hours in a role is left out. Hours need ten people, the top tenth needs "
            "twenty. One "
            "person's hours count up to a cap, so that nobody shows."
        ),
        _(
            "Median of Hyndman & Fan (1996), type 2. Top tenth: 1 − L(0.9), L the Lorenz curve "
            "(1905). The cap is the "
            "98th percentile of the institution, rounded up to 20 hours; noise of a quarter of it on the sum."
        ),
    ),
    "professional": Method(
        _("Hours of students in professional roles, as a share of those and the hours of staff together."),
        _(
            "Which roles count as professional is set under ‘Kinds of roles’. The target of 15% is "
            "an example that a "
            "director gave. Where hours are unknown, the share is too low."
        ),
        _("Student hours ÷ (student hours + staff hours). With 15%: 15 student hours beside 85 of staff."),
    ),
    "roles": Method(
        _(
            "Which part of the people with a role has this one. Some have more than one, so parts do "
            "not add up."
        ),
        NOISE,
        _(
            "Effective number of roles: (Σn)² ÷ Σn², over the roles that are told. Hill (1973), "
            "order 2, the inverse "
            "of Simpson's index. Paid to unpaid: people with a paid role ÷ people with an unpaid one."
        ),
    ),
    "reach": Method(
        _("Students without a role of any kind, and how often a group has a role beside all others."),
        _(
            "1 is as often as the others, 0.5 half as often. That two things go together says "
            "nothing about why. The "
            "interval holds chance and noise."
        ),
        _(
            "Ratio (a/n) ÷ (b/m) with the interval of Walter (1975) on the logarithm, half a person "
            "added to each "
            "count; widened by 2.5 people at each end."
        ),
    ),
    "compare": Method(
        _("Each unit beside the whole, in the order of the alphabet. It is no ranking."),
        _(
            "The interval holds chance in who takes part, and the noise. Higher and lower are "
            "corrected for the "
            "number of units. Under a tenth of the figure of the whole, a difference counts as about "
            "the same."
        ),
        _("Wilson (1927) at 95%, widened by 2.5 people ÷ enrolled at each end. Verdicts: Holm (1979)."),
    ),
    "together": Method(
        _("Belonging of each programme, in two lists: with less and with more participation."),
        _(
            "Both figures were released: no students were linked, only programmes. That two things "
            "go together says "
            "nothing about why. Only programmes with both figures are here."
        ),
        _(
            "The middle is the median of the participation of these programmes. Belonging: see the "
            "page on it."
        ),
    ),
    "told": Method(
        _(
            "What students told in the questionnaire. It stands beside the files and is never mixed "
            "with them."
        ),
        _("Answers of who took part in the round, weighted to who studies here, with noise."),
        _(
            "p = Σwy ÷ Σw. A role that nobody registered is only here; who did not answer is only in "
            "the files."
        ),
    ),
}
