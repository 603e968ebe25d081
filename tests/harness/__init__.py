"""The attack harness over HTTP: everything that each role can get from a filled site, attacked and compared.

`site` fills a small college, `fillers` says what stands in the address of each route, `collect` gets
everything as one role, `numbers` reads numbers from what came, and `cells` makes a table of it to attack.
"""
