"""``python -m ecocomp``."""

from ecocomp.cli import main

if __name__ == "__main__":
    main()
