"""Four stories for the demo. Nobody lived them: each says so wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alongside.accounts.models import Person

READERS: Final = ("ailsa@demo.example", "tam@demo.example")


@dataclass(frozen=True, slots=True)
class Example:
    title: str
    name: str
    text: str
    helped: str
    hindered: str
    notes: tuple[str, ...]
    statements: tuple[str, ...]
    processes: tuple[str, ...]


STORIES: Final = (
    Example(
        title="What I wrote down while I was well",
        name="Kit",
        text="""The second time I was detained I knew the corridor already. I knew which door squeaked, and that the window at the end looked out on the bins and one rowan tree. What I did not know was what was written about me in the room with the glass door.

They told me I was on a certificate. They told me fast, standing up, while somebody held my bag. I signed nothing and I remember thinking that this must mean something. For nine days I was given a medicine I had said no to the year before. It had made my hands shake so much that I could not thread a needle, and sewing is what I do.

I am not going to say it all turned out for the best. I was very unwell. I was also very frightened, and some of that fright was made there.

What changed it was a mental health officer who came back on her own time, I think, and sat down. She asked what I would want if it ever happened again. Nobody had asked me that as if there was an answer. Over the spring, with an advocate, I wrote an advance statement. It took four goes. Not that medicine. Ring Jean. Let me keep my sewing where I can see it, even if I cannot have the scissors.

It did happen again. The doctor read my statement aloud at the Tribunal. He did not follow all of it, and he had to write down why. I did not agree with why. But it was in the room, in my words, when I could not find any.""",
        helped="Being asked while I was well. The advocate, who worked for me and nobody else. One nurse who read the statement before she met me.",
        hindered="Being told things standing up. Papers I was given and not taken through. People who said “calm down” when they meant “be quiet”.",
        notes=("compulsory", "force", "hospital"),
        statements=("S10", "K08", "S09", "K17", "V14"),
        processes=("E", "I"),
    ),
    Example(
        title="I could have told them about the kettle",
        name="",
        text="""My son was twenty when he stopped eating with us. He lived in the back bedroom with the curtains shut, and I lived on the stairs, listening. I am his mother. For two years that was not a word that opened any door.

Whenever I rang, somebody kind told me that they could not discuss him. I understood that. I did not want them to discuss him. I wanted to tell them that when he boils the kettle over and over and does not make tea, it is three days before a bad week. Nobody ever wrote that down. It turned out there was no box for it.

I was not good at it either. I shouted. I rang his work and said he had flu. I hid his letters because I was afraid of what they would say, and he found them, and he did not speak to me until Easter. I have been sorry about those letters every day since.

A support worker called Femi came to the house and asked my son, in front of me, what he would like me to know and what he would rather keep. He thought about it for a long time. He said I could know when he was going in and coming out, and who to phone. He said the rest was his. It was the best thing anybody did for the two of us. It was a list on the back of an envelope.

Nobody mended us. He still has bad weeks. There is a carers’ group on Wednesdays above the library, and I go, and I talk about the kettle, and everybody there has a kettle.""",
        helped="Being listened to without anybody telling me anything that was his. The envelope. Other carers who did not flinch.",
        hindered="“We cannot discuss it” said as if it was the end of the talk. Being told to look after myself by people who did not say how.",
        notes=("distress",),
        statements=("K07", "S19", "K16", "S04"),
        processes=("C", "H"),
    ),
    Example(
        title="Twelve miles of water",
        name="Somebody from the west side",
        text="""If you are unwell on our island, everybody knows by the time the boat is in. The psychiatrist flies over once a month if there is no fog. In November there is fog.

The night I went away, it was two policemen I was at school with who sat by me on the plane. They were decent. One of them had brought my coat. But I saw my neighbour at the airfield, and I thought, that is me finished here. I was seven weeks in a city where I could not see the sea, on a ward where people asked me if we had electricity.

Coming home was harder than going. Folk were so careful. They stopped talking when I came into the shop. Nobody asked me to help at the sheep that spring, and I had never missed it since I was nine. I think they meant to spare me. It felt like being taken off a list.

I wish I could say that I spoke up. I stayed in. I drank more than I should have. There was a bad year in there.

Then the nurse, who has to cover three islands, said she was done with doing it all by herself, and would I ask two others I knew of, and she would ask the hall for the key. We were four, with a heater and a packet of biscuits, on the Thursdays when the boat does not come. We do not do anything clever. One of us mends creels. When the fog is down and nobody can come, we can.

And in April Donald John, who never says anything, stopped his van and said, are you coming to the sheep or not.""",
        helped="The nurse who asked for help herself. A hall key. Being asked back to work as if I was needed, because I was.",
        hindered="A plan made for me in a place that had never seen where I live. Kindness that left me out. The drink.",
        notes=("compulsory", "hospital", "substances"),
        statements=("K16", "S16", "V11", "K11"),
        processes=("C", "M"),
    ),
    Example(
        title="Going back for my shoes",
        name="Nasreen",
        text="""I want to tell the bit that gets left out, where you are doing well and then you are not.

I had been out of hospital for fourteen months. I had a job two days a week in a flower shop in Paisley, and a support worker, Lorna, who used the word recovery so much that I started to feel it was hers. They put me in the newsletter. My auntie framed it.

Then my father died, and I stopped sleeping, and the voices I had learned to let pass by stopped passing by. I thought, I cannot tell them, I am in the newsletter. So I told nobody. I walked home from the shop in the rain in my bare feet because of something I believed about the shoes.

Back in hospital I was more ashamed than ill. One doctor said I had “gone back to square one”. A nurse asked me, in front of others, if in my culture we believed in spirits. I said that in my culture we believe in manners.

It was a peer worker who turned it round, and all she said was, “I have been in three times. What did you know this time that you did not know before?” I knew a lot. I knew that I must not lose two nights of sleep. I knew which of the voices was only my own fear. I knew that grief is not a symptom, and that nobody had asked about my father.

I went back to the shop in the end, and the owner had kept my shoes behind the counter. I am not better than I was before. I am further on than I was before. Some weeks I am neither. Please leave room for those.""",
        helped="A peer worker who had been there more than once. My job being kept. Saying my prayers with my auntie, and nobody writing it down as anything.",
        hindered="Being somebody’s success. “Square one.” Being asked about my culture and not about my father.",
        notes=("hospital", "distress", "loss", "unfairness"),
        statements=("K01", "K11", "K12", "V02", "K13"),
        processes=("H", "I", "M"),
    ),
)  # fmt: skip


def fill_stories(people: dict[str, Person]) -> None:
    """Tell them, agree to all of it, and have the demo's two readers say yes."""
    from alongside.accounts.queries import roles_of
    from alongside.foundation.actor import Actor
    from alongside.stories import actions, policies, queries

    readers = [
        Actor(person.pk, lambda person=person: roles_of(person.pk))  # type: ignore[misc]
        for person in (people[email] for email in READERS)
    ]
    for number, one in enumerate(STORIES):
        words = policies.Words(
            title=one.title,
            text=one.text,
            helped=one.helped,
            hindered=one.hindered,
            notes=one.notes,
            statements=one.statements,
            processes=one.processes,
        )
        parts = policies.Consent(
            places=frozenset({"public", "learning"}), months=24, name=one.name, quote=number % 2 == 0
        )
        code = actions.tell(actor=None, key=f"demo {number}", words=words, made_up=True)
        shown = [("A made-up example", "Written for the demonstration; not a real person’s account.")]
        actions.agree_to_parts(actor=None, code=code, number=0, parts=parts, shown=shown)
        story_id = queries.story_id(code)
        for reader in readers:
            checks = list(policies.CHECKS)
            actions.say_yes(actor=reader, story_id=story_id, number=1, checks=checks)
