"""Stages that turn the tagger's links into what a reading says; each is a function of records and imports no other stage."""
