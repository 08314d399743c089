from django.urls import path

app_name = "framework"
urlpatterns: list = []
