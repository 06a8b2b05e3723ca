"""What the routes of this folder hang on."""

from flask import Blueprint

bp = Blueprint("participant", __name__)
