//! The names that columns of logs have, in the systems people export from.

use crate::events::mapping::Role;
use crate::lexicon::variants::simplified;

/// Names of columns, the most usual first; compared without case, spaces and signs, and in
/// simplified characters.
pub(super) const NAMES: [(Role, &[&str]); 8] = [
    (
        Role::Case,
        &[
            "case:concept:name",
            "case_id",
            "case",
            "case_name",
            "case_number",
            "case_key",
            "trace_id",
            "process_instance",
            "instance_id",
            "service_id",
            "order_id",
            "order_number",
            "order_no",
            "order",
            "ticket_id",
            "ticket",
            "work_order",
            "个案",
            "个案号",
            "个案编号",
            "案例编号",
            "案例号",
            "案例",
            "案件号",
            "案件编号",
            "案号",
            "流程实例",
            "流程实例号",
            "实例号",
            "实例编号",
            "流程编号",
            "流程号",
            "订单号",
            "订单编号",
            "销售订单号",
            "生产订单号",
            "采购订单号",
            "工单号",
            "工单编号",
            "生产工单",
            "任务单号",
            "工单",
            "订单",
            "auftrag",
            "auftragsnummer",
            "vorgangsnummer",
            "fall",
            "单号",
            "单据号",
            "单据编号",
            "流水号",
            "业务编号",
            "申请单号",
            "受理编号",
            "批号",
            "批次号",
            "炉号",
            "案件",
        ],
    ),
    (
        Role::Activity,
        &[
            "concept:name",
            "activity",
            "activity_name",
            "task",
            "task_name",
            "operation",
            "step",
            "event",
            "event_name",
            "action",
            "活动",
            "活动名称",
            "工序",
            "工序名称",
            "作业",
            "作业名称",
            "步骤",
            "步骤名称",
            "环节",
            "环节名称",
            "节点",
            "节点名称",
            "流程节点",
            "流程环节",
            "当前环节",
            "当前节点",
            "任务名称",
            "操作名称",
            "作业内容",
            "事件名称",
            "vorgang",
            "tätigkeit",
            "aktivität",
            "arbeitsgang",
            "操作",
            "操作类型",
            "动作",
            "事件",
            "任务",
            "工步",
        ],
    ),
    (
        Role::Time,
        &[
            "time:timestamp",
            "end_timestamp",
            "end_time",
            "complete_timestamp",
            "completed_at",
            "end_date",
            "end",
            "finish",
            "finished_at",
            "timestamp",
            "time",
            "datetime",
            "date",
            "event_time",
            "created_at",
            "结束时间",
            "完成时间",
            "实际完成时间",
            "实际结束时间",
            "完工时间",
            "办结时间",
            "结束日期",
            "完成日期",
            "实际完成日期",
            "完工日期",
            "结束",
            "完成",
            "完工",
            "ende",
            "endzeit",
            "zeitpunkt",
            "datum",
            "zeit",
            "时间",
            "发生时间",
            "时间戳",
            "操作时间",
            "处理时间",
            "办理时间",
            "审批时间",
            "事件时间",
            "记录时间",
            "报工时间",
            "日期",
            "提交时间",
            "领取时间",
            "签收时间",
            "接收时间",
            "到达时间",
            "创建时间",
        ],
    ),
    (
        Role::Start,
        &[
            "start_timestamp",
            "start_time",
            "start_date",
            "start",
            "started_at",
            "begin",
            "begin_time",
            "开始时间",
            "开工时间",
            "实际开始时间",
            "实际开工时间",
            "开始处理时间",
            "领取时间",
            "签收时间",
            "受理时间",
            "开始日期",
            "开工日期",
            "实际开始日期",
            "开始",
            "开工",
            "beginn",
            "startzeit",
            "anfang",
        ],
    ),
    (
        Role::Resource,
        &[
            "org:resource",
            "who",
            "resource",
            "user",
            "user_name",
            "employee",
            "agent",
            "performer",
            "worker",
            "operator",
            "performed_by",
            "操作人",
            "操作人员",
            "操作员",
            "操作者",
            "处理人",
            "处理人员",
            "经办人",
            "经手人",
            "办理人",
            "审批人",
            "作业人员",
            "作业员",
            "办理人员",
            "bearbeiter",
            "mitarbeiter",
            "人员",
            "员工",
            "员工姓名",
            "执行人",
            "执行者",
            "操作工",
            "责任人",
            "处理者",
        ],
    ),
    (
        Role::Group,
        &[
            "org:group",
            "org:role",
            "group",
            "role",
            "department",
            "org",
            "team",
            "unit",
            "agent_position",
            "部门",
            "部门名称",
            "处理部门",
            "经办部门",
            "办理部门",
            "责任部门",
            "承办部门",
            "所属部门",
            "班组",
            "班组名称",
            "岗位",
            "角色",
            "科室",
            "车间",
            "单位",
            "工作中心",
            "组别",
            "abteilung",
            "rolle",
            "gruppe",
        ],
    ),
    (
        Role::Phase,
        &[
            "lifecycle:transition",
            "lifecycle",
            "transition",
            "event_type",
            "生命周期",
            "事件类型",
            "状态标志",
            "事件状态",
        ],
    ),
    (
        Role::Due,
        &[
            "due",
            "due_date",
            "due_time",
            "deadline",
            "planned_end",
            "case:enddate_planned",
            "case:deadline",
            "promised_date",
            "交期",
            "要求完成时间",
            "要求完成日期",
            "应完成时间",
            "应完成日期",
            "要求交期",
            "承诺交期",
            "承诺完成时间",
            "承诺时间",
            "截止时间",
            "截止日期",
            "完成期限",
            "办理期限",
            "时限",
            "期限",
            "交货日期",
            "要求交货日期",
            "要求到货日期",
            "承诺交货日期",
            "交付日期",
            "计划完成日期",
            "计划完成时间",
            "计划结束时间",
            "计划交期",
            "预计完成时间",
            "到期日",
            "到期时间",
            "fällig",
            "fällig_am",
            "fälligkeit",
            "termin",
            "soll_ende",
        ],
    ),
];

/// Ends of names in which a word stands before the usual one, such as 维修单号.
const ENDS: [(Role, &[&str]); 1] = [(Role::Case, &["单号", "单编号", "案件编号", "实例编号"])];

/// How usual a column's name is for a role: 0 is the most usual; `None` if it is none of them.
pub(super) fn rank(role: Role, column: &str) -> Option<usize> {
    let column = plain(column);
    let named = NAMES.iter().filter(|(known, _)| *known == role);
    let exact = named
        .flat_map(|(_, names)| *names)
        .position(|name| plain(name) == column);
    exact.or_else(|| {
        let mut ends = ENDS.iter().filter(|(known, _)| *known == role);
        let is_end = ends.any(|(_, ends)| ends.iter().any(|end| column.ends_with(end)));
        is_end.then_some(usize::MAX)
    })
}

/// A name without what people write differently: marks, a unit or a remark behind it in
/// brackets, the case of letters, traditional characters.
fn plain(name: &str) -> String {
    let name = name.trim();
    // The same remark in brackets as the whole name is no remark.
    let name = match name.split_once(['(', '（', '[', '【']) {
        Some((before, _)) if !before.trim().is_empty() => before,
        _ => name,
    };
    let kept = name.chars().filter(|c| c.is_alphanumeric() || *c == ':');
    kept.map(simplified).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice_in_one_list_and_each_is_found_as_itself() {
        for (role, names) in NAMES {
            for (place, name) in names.iter().enumerate() {
                assert_eq!(rank(role, name), Some(place), "{role:?} {name}");
            }
        }
    }

    #[test]
    fn traditional_characters_and_remarks_in_brackets_change_nothing() {
        for (role, column) in [
            (Role::Case, "工單號"),
            (Role::Case, "訂單編號"),
            (Role::Activity, "工序名稱"),
            (Role::Time, "結束時間"),
            (Role::Time, "完成时间（本地）"),
            (Role::Start, "開始時間"),
            (Role::Resource, "處理人"),
            (Role::Resource, "經辦人(姓名)"),
            (Role::Group, "部門"),
            (Role::Group, "班組"),
            (Role::Due, "要求完成時間"),
        ] {
            assert!(rank(role, column).is_some(), "{role:?} {column}");
        }
    }

    #[test]
    fn columns_of_other_things_are_no_roles() {
        for column in [
            "备注",
            "說明",
            "数量",
            "金额",
            "物料编号",
            "员工编号",
            "设备编号",
            "客户名称",
            "优先级",
            "产品型号",
            "工时",
            "处理时长",
            "计划开始时间",
            "不合格原因",
            "是否加急",
            "序号",
        ] {
            for (role, _) in NAMES {
                assert_eq!(rank(role, column), None, "{role:?} {column}");
            }
        }
        // What was planned is no time at which something happened.
        for column in ["计划完成时间", "要求完成时间", "预计完成时间"] {
            assert_eq!(rank(Role::Time, column), None, "{column}");
        }
    }
}
