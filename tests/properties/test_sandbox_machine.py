"""The sandbox is compared with a dictionary: after every step through the client both have the same data."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from homerun_helpers import BadRequestError, Homerun, NotFoundError, included
from homerun_helpers.sandbox import Sandbox

PNG = b"\x89PNG\r\n\x1a\n"
# Laravel trims nothing in JSON here, but a name of blanks counts as missing.
names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8).filter(str.strip)
texts = st.none() | st.text(st.characters(codec="utf-8"), max_size=8)
custom = st.dictionaries(st.sampled_from("abc"), st.none() | st.integers(0, 3), max_size=2)
fields = st.fixed_dictionaries({}, optional={"city": texts, "pronouns": texts, "custom_data": custom})


class SandboxMachine(RuleBasedStateMachine):
    """The dictionary has, for each application, the values that the client sent."""

    applications = Bundle("applications")
    snapshots = Bundle("snapshots")

    def __init__(self):
        super().__init__()
        self.sandbox = Sandbox(serve=False, applications=3, vacancies=4, rate_limit=None).start()
        transport = self.sandbox.transport()
        self.homerun = Homerun(self.sandbox.key(), base_url=self.sandbox.url, rate_limit=None, transport=transport)
        self.model = {}
        self.before = self.sandbox.application_ids()

    @initialize()
    def look_around(self):
        vacancies = list(self.homerun.vacancies.list(include=["stages"]))
        self.vacancies = {vacancy.id: vacancy.status for vacancy in vacancies} | {"job_unknown": "none", None: "none"}
        self.stages = {vacancy.id: [stage.name for stage in included(vacancy, "stages")] for vacancy in vacancies}

    def vacancy(self, data):
        return data.draw(st.sampled_from(sorted(self.vacancies, key=str)))

    def is_open(self, vacancy):
        return vacancy is None or self.vacancies[vacancy] in ("public", "private")

    @rule(target=applications, data=st.data(), name=names, fields=fields)
    def create(self, data, name, fields):
        vacancy = self.vacancy(data)
        try:
            made = self.homerun.job_applications.create(
                first_name=name, last_name="L", email="a@example.com", vacancy_id=vacancy, **fields
            )
        except BadRequestError:
            assert not self.is_open(vacancy)
            return multiple()
        assert self.is_open(vacancy)
        stage = self.stages[vacancy][0] if vacancy else None
        self.model[made.id] = {"name": name, "vacancy": vacancy, "stage": stage, "notes": [], "files": [], **fields}
        return made.id

    @rule(id=applications, fields=fields.filter(bool))
    def update(self, id, fields):
        if id not in self.model:
            return
        self.homerun.job_applications.update(id, **fields)
        known = self.model[id].get("custom_data") or {}
        self.model[id] |= fields
        if "custom_data" in fields:
            self.model[id]["custom_data"] = known | fields["custom_data"]

    @rule(id=applications, data=st.data())
    def move_to_a_stage(self, id, data):
        every = [*sorted({name for names in self.stages.values() for name in names}), "nowhere"]
        stage = data.draw(st.sampled_from(every))
        known = self.model.get(id)
        try:
            self.homerun.job_applications.move(id, stage=stage)
        except NotFoundError:
            assert known is None or stage not in self.stages.get(known["vacancy"], [])
        else:
            assert stage in self.stages[known["vacancy"]]
            known["stage"] = stage

    @rule(id=applications, data=st.data())
    def move_to_a_vacancy(self, id, data):
        vacancy = self.vacancy(data)
        known = self.model.get(id)
        try:
            moved = self.homerun.job_applications.move(id, vacancy_id=vacancy)
        except NotFoundError:
            assert known is None or (vacancy != known["vacancy"] and not self.is_open(vacancy))
            return
        if vacancy is None:
            assert moved.stage is None
        elif vacancy != known["vacancy"]:
            # A stage that the new vacancy has too is kept; otherwise the first one is taken.
            kept = known["stage"] in self.stages[vacancy]
            assert moved.stage.name == (known["stage"] if kept else self.stages[vacancy][0])
        known |= {"vacancy": vacancy, "stage": moved.stage.name if moved.stage else None}

    @rule(id=applications, note=names)
    def add_note(self, id, note):
        if id in self.model:
            self.homerun.job_applications.add_note(id, note=note, display_name="T")
            self.model[id]["notes"].append(note)

    @rule(id=applications, content=st.binary(max_size=40) | st.just(b"\r\n--+++\r\n"))
    def upload(self, id, content):
        if id in self.model:
            self.homerun.job_applications.upload_file(id, ("cv", content or b"x"), type="resume")
            self.model[id]["files"].append(content or b"x")

    @rule(id=consumes(applications))
    def delete(self, id):
        try:
            self.homerun.job_applications.delete(id)
        except NotFoundError:
            assert id not in self.model
        else:
            del self.model[id]

    @rule(target=snapshots)
    def take_a_snapshot(self):
        kept = {
            id: known | {"notes": [*known["notes"]], "files": [*known["files"]]} for id, known in self.model.items()
        }
        return self.sandbox.snapshot(), kept

    @rule(snapshot=snapshots)
    def restore(self, snapshot):
        taken, kept = snapshot
        self.sandbox.restore(taken)
        self.model = {
            id: known | {"notes": [*known["notes"]], "files": [*known["files"]]} for id, known in kept.items()
        }

    @rule(id=applications)
    def look_at_one(self, id):
        if id not in self.model:
            return
        known, record = self.model[id], self.homerun.job_applications.get(id, include=["notes"])
        assert record.personal_info.first_name == known["name"]
        assert (record.vacancy_id, record.stage.name if record.stage else None) == (known["vacancy"], known["stage"])
        assert (record.hired_at is not None) == ((known["stage"] or "").lower() == "hired")
        assert (record.personal_info.city, record.pronouns) == (known.get("city"), known.get("pronouns"))
        assert (record.custom_data.to_dict() if record.custom_data else None) == known.get("custom_data")
        assert [note.note for note in record.notes or []] == known["notes"]
        links = [file.temporary_download_url for file in record.files or []]
        assert [self.read(link) for link in links] == known["files"]

    def read(self, link):
        import httpx

        with httpx.Client(transport=self.sandbox.transport()) as client:
            return client.get(link).content

    @invariant()
    def both_have_the_same_applications(self):
        listed = [application.id for application in self.homerun.job_applications.list()]
        assert listed == self.sandbox.application_ids()
        assert set(listed) == set(self.model) | set(self.before)

    def teardown(self):
        self.homerun.close()
        self.sandbox.stop()


TestSandbox = SandboxMachine.TestCase
# Each example has a sandbox of its own: fewer of them than of cheaper properties.
TestSandbox.settings = settings(max_examples=max(10, settings.default.max_examples // 4), stateful_step_count=25)
