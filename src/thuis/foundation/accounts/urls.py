"""Addresses of accounts. allauth's views are listed one by one: what is not here does not exist."""

from typing import Any

from allauth.account import views as password
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from thuis.foundation.access.rules import anyone, open_to, signed_in
from thuis.foundation.accounts import views
from thuis.foundation.accounts.fresh import freshly_signed_in

entrance = open_to(anyone("Whoever signs in is not signed in yet; limited in number of tries."))
own = open_to(signed_in)


def fresh(view: Any) -> Any:
    """What changes how somebody signs in wants a sign-in of a moment ago."""
    return own(freshly_signed_in(view))


urlpatterns = [
    path("", views.account, name="account"),
    path("colleagues/", views.colleagues, name="colleagues"),
    path("login/", entrance(password.login), name="account_login"),
    path("link/", views.ask_for_link, name="sign-in-link"),
    path("link/<str:token>/", views.sign_in_with_link, name="sign-in-with-link"),
    path("logout/", entrance(password.logout), name="account_logout"),
    path("elsewhere/", views.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("signup/", views.no_sign_up, name="account_signup"),
    path("inactive/", entrance(password.account_inactive), name="account_inactive"),
    path("reauthenticate/", own(password.reauthenticate), name="account_reauthenticate"),
    path("password/change/", fresh(password.password_change), name="account_change_password"),
    path("password/set/", fresh(password.password_set), name="account_set_password"),
    path("password/reset/", entrance(password.password_reset), name="account_reset_password"),
    path("password/reset/done/", entrance(password.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance(password.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        entrance(password.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", own(second.index), name="mfa_index"),
    path("2fa/authenticate/", entrance(second.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", own(second.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", fresh(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", fresh(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", fresh(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        fresh(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        fresh(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/passkeys/", own(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", fresh(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/passkeys/login/", entrance(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path(
        "2fa/passkeys/reauthenticate/",
        own(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/passkeys/<int:pk>/remove/", fresh(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/passkeys/<int:pk>/edit/", fresh(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
]
