"""Words in files that mean one of a field's choices, in Chinese and English."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd

from geo.domain.kinds import (
    AreaLevel,
    CameraState,
    Channel,
    GridKind,
    IncidentState,
    StaffKind,
)
from geo.domain.layers import Field

_WORDS: dict[str, str] = {
    AreaLevel.PROVINCE: "省 省级 自治区 直辖市",
    AreaLevel.PREFECTURE: "市 地级 市州 州 地级市 自治州 地区 盟 city",
    AreaLevel.COUNTY: "县 区 县级 区县 县级市 自治县 旗 district",
    AreaLevel.TOWNSHIP: "镇 乡 街道 乡镇 乡级 镇街 乡镇级 town street",
    AreaLevel.VILLAGE: "村 社区 村级 村社区 居委会 村委会 牧委会 community",
    AreaLevel.GROUP: "组 小组 村民小组 村小组 居民小组 牧业小组 牧民小组 villager_group",
    GridKind.ALL_PURPOSE: "综合网格 综合 普通网格 general all-purpose",
    GridKind.SPECIAL: "专属网格 专属 专门网格",
    GridKind.PASTORAL: "牧区网格 牧区 pasture",
    GridKind.UNINHABITED: "无人区 无人区网格",
    IncidentState.NEW: "新建 待受理 待处理 待派遣 未处理 已登记 已上报 registered submitted",
    IncidentState.DISPATCHED: "已派遣 已派单 待接单 已受理 assigned acknowledged pending",
    IncidentState.IN_PROGRESS: "处理中 办理中 处置中 进行中 open in_process working processing",
    IncidentState.ANSWERED: "已处理 已反馈 已回复 待核查 待结案 resolved",
    IncidentState.CLOSED: "已结案 已办结 办结 结案 已关闭 关闭 完成 已完成 completed done",
    IncidentState.DUPLICATE: (
        "重复 重复件 重复事件 closed_duplicate open_duplicate new_duplicate pending_duplicate"
    ),
    IncidentState.TRANSFERRED: "已转办 转办 已移交 移交 closed_transferred referred",
    Channel.RESIDENT: (
        "居民 居民上报 群众 群众上报 公众 来访 来信 微信 小程序 citizen public phone telephone app "
        "api web website email mail letter walk-in walk_in mobile online visit"
    ),
    Channel.HOTLINE: "12345 12345热线 热线 政务热线 市民热线 市长热线 hotline",
    Channel.PATROL: "巡查 巡查上报 网格员 网格员上报 网格员巡查 自查 inspection worker round",
    Channel.DEPARTMENT: "部门 部门交办 部门移交 上级交办 internal system agency",
    CameraState.ALIVE: "在线 正常 完好 启用 online active working ok on",
    CameraState.DEAD: "离线 故障 停用 损坏 报废 offline broken inactive faulty off",
    StaffKind.FULL: "专职 全职 full-time full_time fulltime",
    StaffKind.PART: "兼职 part-time part_time parttime",
    StaffKind.VOLUNTEER: "志愿者 志愿 义务",
}
_YES = ("true", "yes", "y", "t", "1", "是", "有", "对", "真")
_NO = ("false", "no", "n", "f", "0", "否", "无", "没有", "假")
_GAPS = re.compile(r"[\s_()\-/·]+")


def read_choice(column: "pd.Series[str]", field: Field) -> "pd.Series[str]":
    """Return the choice each text means, null where it means none."""
    return _mapped(column, _words_of(field)).astype("string")


def read_flag(column: "pd.Series[str]") -> "pd.Series[bool]":
    """Return yes or no, null where the text means neither."""
    return _mapped(column, dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False)).astype("boolean")


def _mapped(column: "pd.Series[str]", meanings: Mapping[str, object]) -> "pd.Series[Any]":
    codes, texts = pd.factorize(column)
    values = [meanings.get(_plain(str(text))) for text in texts]
    picked = pd.Series([*values, None], dtype="object").iloc[codes]
    return picked.set_axis(column.index)


@cache
def _words_of(field: Field) -> dict[str, object]:
    return {
        _plain(word): choice
        for choice in field.choices
        for word in (choice, *_WORDS.get(choice, "").split())
    }


def _plain(word: str) -> str:
    return _GAPS.sub(" ", unicodedata.normalize("NFKC", word).casefold()).strip()
