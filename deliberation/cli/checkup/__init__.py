"""What ``deliberation doctor`` looks at, one file a place, and what it says of each.

============  ====================================================================
``finding``   one line: what was looked at, how it is, and what to do
``clock``     beside the clock of another computer, and the time zone
``disk``      the room where the database and its backups lie
``database``  whether it answers, is up to date, and keeps what it acknowledged
``secrets``   the key of the sessions, and who can read the files
``settings``  what the environment says
``site``      the address from outside: the certificate, and what stands in front
``software``  Python, the libraries, and fonts for printing
============  ====================================================================
"""
