"""From exact chances to real panels, and from these to whole tickets.

=============  ===================================================================================
``mixture``    panels with weights, and the chances that these make
``nearest``    weights of listed panels that miss least of the chances wanted, or nothing
``face``       all panels that given chances may have, where these are few
``walk``       chances walked into panels, in whole numbers
``attaining``  several walks, until one gets there
``shares``     how many seats each type may have on all tickets
``rounding``   whole tickets, so that nobody loses or gains one
``homes``      which homes need not be told apart, and who sits then
``exchange``   tickets moved from panel to panel, where no walk gets there
``swaps``      the same, where the known panels do not suffice
``alike``        types that together fill the same quotas as others, and can take their places
``mending``    new panels on single tickets, where even these do not suffice
``trades``     pairs of people change places on many tickets at once, where few seats are free
``turns``      which homes of a kind give people to which ticket
=============  ===================================================================================

Whether the chances are any good is nobody's question here.
"""
