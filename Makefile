# The doors are in dev.py; these names only forward to it.
.PHONY: run test check fix bench demo help
run test check fix bench demo help:
	@python3 dev.py $@
