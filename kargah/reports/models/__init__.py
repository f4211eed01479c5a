"""A province's numbered batch, its frozen versions, its lines, and what was remarked about them."""

from .line import LevelCorrection, Remark, ReportLine
from .report import LineVersion, Report, ReportVersion

__all__ = ["LevelCorrection", "LineVersion", "Remark", "Report", "ReportLine", "ReportVersion"]
