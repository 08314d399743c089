"""Every address. Those of other packages get their access rule here, by name."""

from django.urls import include, path

from alongside.foundation.access import anyone, declare

handler400 = "alongside.foundation.views.bad_request"
handler403 = "alongside.foundation.views.forbidden"
handler404 = "alongside.foundation.views.not_found"
handler500 = "alongside.foundation.views.failed"

urlpatterns = [
    path("", include("alongside.foundation.urls")),
    path("account/", include("alongside.accounts.urls")),
    path("framework/", include("alongside.framework.urls")),
    path("learning/", include("alongside.library.urls")),
    path("my/", include("alongside.assessment.urls")),
    path("my/", include("alongside.planning.urls")),
    path("sign-in/", include("allauth.urls")),
]
