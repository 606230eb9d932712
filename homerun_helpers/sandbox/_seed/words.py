"""The words that seeded records are made of, and the candidates that are made of them."""

import random
import unicodedata
from functools import cache
from typing import Any

FIRST_NAMES = (
    "Ada", "Agnieszka", "Aiko", "Amara", "Anaïs", "Anders", "Ayşe", "Björn", "Camila", "Chidi",
    "Chloë", "Daan", "Dmitri", "Élodie", "Emre", "Fatima", "Femke", "Giulia", "Hanna", "Håkon",
    "Imani", "Inés", "Jakub", "João", "Jürgen", "Kwame", "Léa", "Lieke", "Linh", "Łukasz", "Maren",
    "Mei", "Mohammed", "Nasrin", "Noor", "Océane", "Olivia", "Pádraig", "Priya", "Quinten",
    "Rafael", "Renée", "Sanne", "Siobhán", "Søren", "Tamás", "Thandiwe", "Tomáš", "Uma", "Wei",
    "Yusuf", "Zoë", "Алексей", "Ελένη", "美咲", "지훈",
)  # fmt: skip
LAST_NAMES = (
    "Adeyemi", "Andersson", "Bakker", "Bianchi", "Çelik", "Chen", "da Silva", "de Vries", "Dubois",
    "El Amrani", "Fernández", "García", "Goldberg", "Haddad", "Hansen", "Ivanov", "Jansen",
    "Johansson", "Kaya", "Kim", "Kowalski", "Kovács", "Laurent", "Lefèvre", "Mbeki", "Meijer",
    "Müller", "Nakamura", "Nguyễn", "Novák", "O'Brien", "Okafor", "Özdemir", "Papadopoulos",
    "Patel", "Petrović", "Rossi", "Saito", "Sánchez", "Schäfer", "Singh", "Smit", "Sørensen",
    "Tanaka", "van den Berg", "van Dijk", "Visser", "Wójcik", "Yılmaz", "Zhang",
)  # fmt: skip
PLACES = (
    ("Amsterdam", "The Netherlands", "Noord-Holland", "1016 GV"),
    ("Rotterdam", "The Netherlands", "Zuid-Holland", "3011 AA"),
    ("Utrecht", "The Netherlands", "Utrecht", "3511 LN"),
    ("Berlin", "Germany", "Berlin", "10119"),
    ("Kraków", "Poland", "Małopolskie", "31-042"),
    ("Lisboa", "Portugal", "Lisboa", "1200-109"),
    ("København", "Denmark", "Hovedstaden", "1050"),
    ("Antwerpen", "Belgium", "Vlaanderen", "2000"),
    ("São Paulo", "Brazil", "São Paulo", "01310-100"),
    ("Lagos", "Nigeria", "Lagos", "101233"),
    ("Toronto", "Canada", "Ontario", "M5V 2T6"),
    ("İzmir", "Türkiye", "Ege", "35220"),
)
STREETS = ("Singel 542", "Lange Haven 12", "Torstraße 140", "Rua Augusta 27", "Vesterbrogade 3")
# title, department, type of contract
JOBS = (
    ("Customer Support Specialist", "Customer Care", "Full-time"),
    ("Senior Python Engineer", "Engineering", "Full-time"),
    ("Product Designer", "Design", "Full-time / Part-time"),
    ("Marketing Intern", "Marketing", "Internship"),
    ("Office Manager", "People & Places", "Part-time"),
    ("Account Executive DACH", "Sales", "Full-time"),
    ("Data Analyst", "Engineering", "Contracted"),
    ("Café Host", "Hospitality", "Seasonal"),
    ("Community Volunteer", "Marketing", "Volunteer"),
    ("Finance Trainee", "Finance", "Traineeship"),
)
# The last one is lower case: that is how the API's own example spells it.
STAGE_SETS = (
    ("Applied", "Phone screen", "Interview", "Offer", "hired"),
    ("Applied", "Phone screen", "Assignment", "Technical interview", "Offer", "hired"),
    ("Applied", "Portfolio review", "Interview", "Trial day", "Offer", "hired"),
    ("New", "In conversation", "Offer", "hired"),
)
SOURCES = ("Homerun Career Page", "LinkedIn", "Indeed", "Referral", "Glassdoor", "Meetup", "Agency")
REASONS = (
    "Too junior", "Too senior", "Not a culture fit", "Salary expectations", "No work permit",
    "Position filled", "Withdrew",
)  # fmt: skip
QUESTIONS = (
    ("Can you describe your ideal work environment?", "textarea"),
    ("When could you start?", "text"),
    ("Which languages do you speak?", "text"),
    ("What is your notice period?", "text"),
)
ANSWERS = {
    "Can you describe your ideal work environment?": (
        "A small team that talks every day, writes things down and goes home on time.",
        "Somewhere quiet in the morning & lively after lunch; two days a week from home.",
        "People who say what they think, kindly. A good coffee machine doesn’t hurt either ☕",
    ),
    "When could you start?": ("From the first of next month.", "Immediately", "In six weeks"),
    "Which languages do you speak?": ("English, Nederlands", "English, Polski, Deutsch", "English"),
    "What is your notice period?": ("One month", "Two months", "None"),
}
NOTES = (
    "Excellent candidate, interview scheduled for Monday.",
    "Asked for more time for the assignment. Fine with us.",
    "Strong references, but salary expectations are above our range.",
    "Très bon échange – speaks French and English fluently.",
)
COLLEAGUES = ("Ted", "Noor", "Beatriz", "Ji-woo")
EDUCATION = ("BSc Computer Science", "MA Communication", "HBO Facility Management", "Self-taught")
EXPERIENCE = (
    "Three years in a comparable role at a scale-up.",
    "Six years in hospitality, of which two as a team lead.",
    "First job after graduation; several side projects.",
    "Ten years in agencies, lately as a freelancer.",
)
PRONOUNS = ("she/her", "he/him", "they/them", None, None)


def person(rng: random.Random) -> dict[str, Any]:
    """Personal fields of a candidate who does not exist; mail addresses are of reserved domains."""
    first_name, last_name = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
    city, country, _, _ = rng.choice(PLACES)
    handle = f"{_ascii(first_name)}.{_ascii(last_name)}{rng.randrange(10, 1000)}"
    born = f"{rng.randrange(1962, 2006)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    return {
        "first_name": first_name,
        "last_name": last_name,
        "email": f"{handle}@example.{rng.choice(('com', 'org'))}",
        "city": city,
        "country": country,
        "date_of_birth": born if rng.random() < 0.6 else None,
        "phone_number": f"+31 6 {rng.randrange(10**7, 10**8)}" if rng.random() < 0.8 else None,
    }


@cache  # there are few names
def _ascii(name: str) -> str:
    """The letters of a name that can stand in a mail address, or "candidate" if there are none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(filter(str.isalnum, plain)) or "candidate"
