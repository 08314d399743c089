"""Every address. Those of other packages get their access rule here, by name."""

from django.urls import include, path

from alongside.foundation.access import anyone, declare, signed_in
from alongside.framework.views import home, say

handler400 = "alongside.foundation.views.bad_request"
handler403 = "alongside.foundation.views.forbidden"
handler404 = "alongside.foundation.views.not_found"
handler500 = "alongside.foundation.views.failed"

# Signing in, before anybody is known.
for name in (
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
):
    declare(**{name: anyone})
# One's own account.
for name in (
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "socialaccount_connections",
):
    declare(**{name: signed_in})

urlpatterns = [
    path("", home, name="home"),
    path("say/", say, name="say"),  # short: it is typed from a paper
    path("", include("alongside.foundation.urls")),
    path("ims/case/", include("alongside.standards.case.urls")),
    path("api/", include("alongside.standards.api.urls")),
    path("", include("alongside.completions.urls")),
    path("account/", include("alongside.accounts.urls")),
    path("expect/", include("alongside.expectations.urls")),
    path("feedback/", include("alongside.feedback.urls")),
    path("", include("alongside.standards.files.urls")),
    path("framework/others/", include("alongside.others.urls")),
    path("framework/", include("alongside.framework.urls")),
    path("crosswalks/", include("alongside.crosswalks.urls")),
    path("stories/", include("alongside.stories.urls")),
    path("words/", include("alongside.language.urls")),
    path("learning/", include("alongside.library.urls")),
    path("my/", include("alongside.assessment.urls")),
    path("my/", include("alongside.planning.urls")),
    path("my/record/badges/", include("alongside.badges.urls")),
    path("badges/", include("alongside.standards.badges.urls")),
    path("courses/", include("alongside.standards.lti.urls")),
    path("my/record/", include("alongside.portfolio.urls")),
    path("supervision/", include("alongside.supervision.urls")),
    path("sign-in/", include("allauth.urls")),
]
