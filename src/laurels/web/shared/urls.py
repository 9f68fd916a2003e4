from django.urls import path

from laurels.web.shared import views

urlpatterns = [path("look/", views.look, name="look")]
