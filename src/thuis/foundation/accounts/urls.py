"""Addresses of accounts. allauth's views are listed one by one: what is not here does not exist."""

from allauth.account import views as password
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from thuis.foundation.access.rules import anyone, open_to, signed_in
from thuis.foundation.accounts import views

entrance = open_to(anyone("Whoever signs in is not signed in yet; limited in number of tries."))
own = open_to(signed_in)

urlpatterns = [
    path("", views.account, name="account"),
    path("colleagues/", views.colleagues, name="colleagues"),
    path("login/", entrance(password.login), name="account_login"),
    path("link/", views.ask_for_link, name="sign-in-link"),
    path("link/<str:token>/", views.sign_in_with_link, name="sign-in-with-link"),
    path("logout/", entrance(password.logout), name="account_logout"),
    path("signup/", views.no_sign_up, name="account_signup"),
    path("inactive/", entrance(password.account_inactive), name="account_inactive"),
    path("reauthenticate/", own(password.reauthenticate), name="account_reauthenticate"),
    path("password/change/", own(password.password_change), name="account_change_password"),
    path("password/set/", own(password.password_set), name="account_set_password"),
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
    path("2fa/totp/activate/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", own(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        own(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        own(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/passkeys/", own(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", own(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/passkeys/login/", entrance(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path(
        "2fa/passkeys/reauthenticate/",
        own(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/passkeys/<int:pk>/remove/", own(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/passkeys/<int:pk>/edit/", own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
]
