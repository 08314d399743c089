"""A person's own record: learning, reflection, feedback and evidence, written once and used in many
forms. It is theirs: nobody else's page, report or search shows any of it until they share a part.

It holds no patient record, and nothing here counts, ranks or measures anybody.
"""
