"""Needs that nothing in the outside data answers: whatever stands first must be called weak."""

from __future__ import annotations

from southsouth.engine.fit.profiles import NeedProfile, Part, Text

STRANGERS = (
    ("Ice on the runways of our northern airport", "Planes cannot land from November to March. We want to clear them."),
    ("Our national football team loses", "Coaches leave after one season and young players have no pitch to train on."),
    (
        "Elephants trample the fields at night",
        "Farmers guard their maize with drums. We want a fence or an alarm.",
    ),
    ("Old theatres are falling apart", "The city owns halls nobody visits. We seek companies to play there."),
    (
        "Ships collide in the strait at night",
        "Pilots have no radar, the lights were stolen. We need traffic control.",
    ),
    (
        "Too many stray dogs in the capital",
        "Bites rise, the shelters are full. We want them treated humanely.",
    ),
    ("Waste of the research reactor is stored in a shed", "We need a safe place and people who know radiation."),
    (
        "Honey producers lose their hives to a mite",
        "No veterinarian knows bees. We look for training and treatment.",
    ),
    (
        "Beaches lose sand every storm",
        "Walls make it worse. We want to keep the coast with mangroves.",
    ),
    ("Prison cells hold three times their number", "Trials take years and nobody knows who may go home."),
    ("Taxi drivers refuse meters", "Passengers argue at each ride and strangers are cheated at the airport."),
    ("Patients wait two years for a kidney", "We have no register of donors and no law on transplants."),
    ("Films made here are copied and sold in the street", "Makers earn nothing. We want their rights respected."),
    (
        "Nobody can tune the organs of our churches",
        "The last builder died. We seek a school for two young people.",
    ),
    ("Sailors are lost because the sea charts are a century old", "We need soundings of the harbours and new charts."),
    ("Our chess federation has no arbiters", "Tournaments are cancelled. We look for courses and a referee exam."),
)


def strangers() -> list[NeedProfile]:
    return [
        NeedProfile(f"stranger-{number}", (Text(Part.TITLE, title, "en"), Text(Part.SUMMARY, summary, "en")))
        for number, (title, summary) in enumerate(STRANGERS, 1)
    ]
