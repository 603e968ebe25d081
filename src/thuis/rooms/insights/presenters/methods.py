"""How figures were computed, in three depths: one line, how, and the formula with its source."""

from django.utils.translation import gettext_lazy as _

from thuis.foundation.cards.card import Method
from thuis.rooms.participation.public import taking_part_method

METHODS: dict[str, Method] = {
    "participation": taking_part_method(),
    "mean": Method(
        _("The mean of the answers, from 0 to 100, weighted to who studies here."),
        _(
            "Each scale is the mean of its questions. A student counts when at least two thirds of them are "
            "answered. Answers are weighted, so that each year and programme counts for its real size. A "
            "little noise is added to protect small groups. The interval holds the noise too."
        ),
        _(
            "x̄ = Σwx / Σw; 95 % interval x̄ ± t·√(s²·d/n + noise²/n²), with d the design effect of the "
            "weights. Cochran (1977), Sampling Techniques, ch. 5; the same as svymean of the R package "
            "survey."
        ),
    ),
    "share": Method(
        _("Percentage of the students who answered this question, weighted to who studies here."),
        _(
            "Shares need twenty answers. Very small and very large shares are told as a band, such as ‘less "
            "than 10%’. So nobody can read that none or all of a group gave one answer."
        ),
        _(
            "p = Σwy / Σw with a logit interval; noise of one person on each count. Bands when fewer than "
            "three gave, or did not give, an answer. See the page on released figures."
        ),
    ),
    "change": Method(
        _("The difference between two rounds, with an interval that knows who answered twice."),
        _(
            "We say higher or lower only when the interval leaves out zero and the difference is at least 4 "
            "of 100 points. About the same: the whole interval lies within 4 points. Otherwise there are too "
            "few answers."
        ),
        _(
            "d = x̄₂ − x̄₁; var d = var₁ + var₂ − 2ρs₁s₂m/(n₁n₂) + noise of both. Kish (1965), 12.4; "
            "equivalence after Schuirmann (1987). 4 points are about 0.2 standard deviation of one student."
        ),
    ),
    "types": Method(
        _("Percentage of the students whose scores on two scales lie on each side of a fixed cut-off."),
        _(
            "Each student has a score from 0 to 100 on both scales. At the cut-off or above it a score is "
            "high. Who is within a few points of a cut-off is close to a border: one answer more or less "
            "would give another type. The cut-offs stay the same, so types mean the same in every round. "
            "Only shares of twenty answers or more are told, weighted and with a little noise. That noise "
            "goes together with the noise of both scales, so types tell no more about anybody. A change is "
            "called one when it is at least 5 of 100 students."
        ),
        _(
            "Four quadrants of two scores with fixed cut-offs. p = Σwy / Σw with Wilson’s interval (1927); "
            "noise on each count of 1.9 spreads and at least one and a half person. Change: p₂ − p₁, "
            "variances added, p after Holm (1979) over the types. Who answered twice makes the true interval "
            "a little narrower, never wider."
        ),
    ),
    "relations": Method(
        _("How much each scale adds to what all of them tell about the outcome, as a part of 100."),
        _(
            "Scales that go together tell partly the same. So we count what a scale adds, averaged over "
            "every order in which the scales can be put. It needs a hundred students who answered "
            "everything. A little noise on every correlation hides each of them; the interval holds the "
            "noise too. Answers are not weighted. Going together is not causing: it may run the other way, "
            "or a third thing may lie behind both. A scale that has nothing to do with it can still get a "
            "small part by chance."
        ),
        _(
            "LMG, the Shapley value of R²: Σ |S|!(p−|S|−1)!/p! · (R²(S∪j) − R²(S)), over its sum (Lindeman, "
            "Merenda & Gold 1980); the same parts as calc.relimp of the R package relaimpo. From "
            "correlations S_xy/√(S_xx·S_yy), scores drawn in to 1.5 spreads (Wilcox 2012, 9.3.2), with noise "
            "of 3.8 on each S. Interval: 400 draws of Wishart(R, n−1) with noise, less their mean error."
        ),
    ),
    "compare": Method(
        _("Each figure stands beside the same figure of the whole. The order is that of the alphabet."),
        _(
            "Where intervals overlap, the order means nothing. Higher and lower are corrected for the number "
            "of comparisons in the list: who compares often finds a difference by chance."
        ),
        _(
            "z = (a − b) / √(se²a + se²b), p after Holm (1979) over the list. A unit is part of the whole it "
            "is compared with; that makes the true interval a little narrower, never wider."
        ),
    ),
    "places": Method(
        _("Each figure stands beside the whole, with the places in the list that its answers allow."),
        _(
            "Place 1 is the highest figure. Another draw of students would give other places. So each unit "
            "has all places that fit the answers, for the whole list at once. Higher and lower are corrected "
            "for the number of comparisons."
        ),
        _(
            "A pair differs when |a − b| / √(se²a + se²b) exceeds the studentised range over √2 (Tukey and "
            "Kramer); ranks after Al Mohamad, Goeman and van Zwet (2022). Verdicts: Holm (1979)."
        ),
    ),
    "recovery": Method(
        _("Each figure of now stands beside the same figure in the oldest round."),
        _(
            "A line can rise and still not be back; it can be back and still be low. So this card asks both. "
            "The two rounds count as separate draws of students, which is cautious: who answered twice would "
            "make the interval narrower."
        ),
        _(
            "z = (a − b) / √(se²a + se²b), p after Holm (1979) over the list; the noise of both rounds is in "
            "the intervals. About the same: the whole interval lies within 4 of 100 points."
        ),
    ),
    "words": Method(
        _("The share of texts with a theme. One text can have several themes."),
        _(
            "Only texts of students who agreed were read, without name, programme or other answers. Two "
            "colleagues sorted them apart, with a codebook. They settled differences together; what they did "
            "not settle counts for none. A theme on which they agree too little is not told. A little noise "
            "protects who wrote; the interval holds it. Texts are not weighted."
        ),
        _(
            "Agreement: Krippendorff's α, nominal, before settling; told from 0.667 (Krippendorff 2004, "
            "Content Analysis, 11.4). p ± 1.96·√(p(1−p)/n + noise²/n²), noise 1.9·√λ texts and at least one, "
            "λ the largest eigenvalue of the covariance of the themes."
        ),
    ),
    "response": Method(
        _("How many of the invited students answered, and what was done about who did not."),
        _(
            "Weights make each programme, year and form count for its real size. They cannot repair that "
            "within a group those who answer may differ from those who do not."
        ),
        _(
            "Raking to the margins of enrolment, trimmed at three times the middle weight (Deming & Stephan "
            "1940). Numbers of answers are rounded to five after noise."
        ),
    ),
}
