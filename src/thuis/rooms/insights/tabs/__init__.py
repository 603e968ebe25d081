"""Every tab, in the order in which pages show them. A new tab is one file and one line here."""

from thuis.rooms.insights.presenters.tab import Tab
from thuis.rooms.insights.tabs import (
    belonging,
    drivers,
    glance,
    inclusion,
    items,
    offers,
    resilience,
    response,
    study,
    trends,
    types,
    units,
    wellbeing,
    words,
)

TABS: dict[str, Tab] = {
    tab.key: tab
    for tab in (
        glance.TAB,
        wellbeing.TAB,
        belonging.TAB,
        study.TAB,
        resilience.TAB,
        inclusion.TAB,
        offers.TAB,
        types.TAB,
        drivers.TAB,
        trends.TAB,
        units.TAB,
        items.TAB,
        words.TAB,
        response.TAB,
    )
}
