//! The rules of style of pictures, and the colours of those that stand in a file of their own.

/// Rules for all pictures of a page. They set every colour by a variable of the page; the value
/// before it is for programs that know no variables.
pub fn style() -> &'static str {
    RULES
}

/// The variables, for light and for dark.
pub(super) const VARIABLES: &str = "\
svg.chain-map{--ink:#1d2733;--muted:#55606e;--line:#7b8794;--surface:#fff;--good:#1a7f37;--bad:#c4232b;\
--open:#8f5f00;--waived:#6b4fa8;--unchecked:#66707c;--accent:#0b57d0}
@media (prefers-color-scheme:dark){svg.chain-map{--ink:#e8ebef;--muted:#aab3be;--line:#8894a2;\
--surface:#15191e;--good:#4cc26b;--bad:#ff7b72;--open:#e3b341;--waived:#b9a1f0;--unchecked:#98a2ad;--accent:#7db7ff}}
";

const RULES: &str = "\
.chain-map{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans CJK SC','Noto Sans SC',\
'PingFang SC','Microsoft YaHei',sans-serif;color:#55606e;color:var(--muted)}
.chain-map text{fill:#1d2733;fill:var(--ink);stroke:none}
.chain-map .name,.chain-map .legend text{text-anchor:middle}
.chain-map .name{font-size:13px}.chain-map .under{font-size:11px}.chain-map .label text{font-size:11.5px}
.chain-map .title{font-size:17px;font-weight:600}.chain-map .legend text{font-size:12px;text-anchor:start}
.chain-map .lane text{font-size:12.5px;font-weight:600;text-anchor:middle}
.chain-map .under,.chain-map .lane text{fill:#55606e;fill:var(--muted)}.chain-map .under{text-anchor:middle}
.chain-map .ground{fill:#fff;fill:var(--surface)}
.chain-map .good{color:#1a7f37;color:var(--good)}
.chain-map .bad{color:#c4232b;color:var(--bad)}
.chain-map .open{color:#8f5f00;color:var(--open)}
.chain-map .waived{color:#6b4fa8;color:var(--waived)}
.chain-map .unchecked{color:#66707c;color:var(--unchecked)}
.chain-map .plain{color:#7b8794;color:var(--line)}
.chain-map .long{color:#0b57d0;color:var(--accent)}
.chain-map .middle{color:#0b57d0;color:var(--accent)}
.chain-map .short{color:#0b57d0;color:var(--accent)}
.chain-map .strip{fill:#7b8794;fill:var(--line);fill-opacity:.07}
.chain-map .lane:nth-of-type(even) .strip{fill-opacity:.02}
.chain-map .head{fill:#7b8794;fill:var(--line);fill-opacity:.2}
.chain-map .box{fill:#fff;fill:var(--surface);stroke:currentColor;stroke-width:1.5}
.chain-map .process .box{stroke-width:2}
.chain-map .customer .box,.chain-map .supplier .box{stroke:#1d2733;stroke:var(--ink)}
.chain-map .neighbour .box,.chain-map .nobody .box{stroke-dasharray:5 3}
.chain-map .focus .box{stroke:#0b57d0;stroke:var(--accent);stroke-width:3.5}
.chain-map .wire{fill:none;stroke:currentColor;stroke-linejoin:round}
.chain-map .back .wire{stroke-dasharray:8 4}.chain-map .refused .wire{stroke-dasharray:2 4}
.chain-map .hit{fill:none;stroke:transparent;stroke-width:14}
.chain-map .tip{fill:currentColor;stroke:none}
.chain-map .mark{fill:none;stroke:currentColor;stroke-width:1.6}.chain-map .mark .full{fill:currentColor}
.chain-map .plate{fill:#fff;fill:var(--surface);fill-opacity:.92}
.chain-map a{cursor:pointer}.chain-map a:hover .wire,.chain-map a:focus .wire{stroke-width:5}
.chain-map a:hover .box,.chain-map a:focus .box{stroke-width:3.5}
.chain-map a:focus{outline:none}.chain-map a:focus-visible .label .plate{stroke:currentColor;stroke-width:2}
";
