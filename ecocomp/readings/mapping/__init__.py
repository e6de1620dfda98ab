"""Mapping files (映射文件): a layout that is not recognised, described once in a small YAML file."""
