"""Stories: what people lived through, told in their own words, as the evidence this work stands on.

A story belongs to its teller, who needs no account: a code lets them read, change, pause and
withdraw it. Nothing is shown without their yes to those very words and the yes of two other people.
It holds no advice, no score of anybody's recovery, and nothing about who sent what from where.
"""
