"""The generator of Siap Wawancara: records and pages in, a checked static site out."""
