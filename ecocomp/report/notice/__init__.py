"""The settlement notice (结算通知书): a Word file for each party, from the library's template or a bureau's own."""

from ecocomp.report.notice.content import Notice, notice_of
from ecocomp.report.notice.write import save_notice, save_notices, write_notice_template

__all__ = ["Notice", "notice_of", "save_notice", "save_notices", "write_notice_template"]
