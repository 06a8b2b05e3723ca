"""What is published: documents that a stranger can check, and the archive that holds them.

===============  =============================================================================
``canonical``    one way to write JSON, and its digest
``invitations``  ``invitations.json``: letters by area, the seed, digests of those chosen
``lottery``      ``lottery.json``: people or their digests, quotas, panels, the commitment
``certificate``  ``certificate.json``: exact chances, and why no lottery is fairer
``guarantee``    how good a lottery's chances are; ``ceiling`` is the proof
``draw``         ``draw.json``: the seed, the ticket, the panel, its alternates
``reserve``      ``reserve.json``: alternates chosen for what they make up for
``vote``         ``votes/ID.json``: the result, and the least evidence from which it follows
``ledger``       ``ledger.json``: everything that decided, each entry sealing the last; ``kinds``
                 is the table of what entries say, ``terms`` the digest of what a vote asks
``roll``         what happened to the roll after it was first frozen, read off the ledger
``supported``    which recommendations of a vote are carried, and which are near misses
``disclosure``   the policy on what may be shown of a vote, which all of these ask
``evidence``     what that evidence is; ``vote_options`` what a vote fixes of its rule
``bundle``       the archive of all of them
===============  =============================================================================

Pure encoders and decoders of the formats in ``docs/reference/formats.md``: no file is opened here,
and nothing is decided. The checker, ``deliberation.verify``, shares no code with this package.
"""
