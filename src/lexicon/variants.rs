//! Traditional characters and the simplified ones they stand for.
//!
//! A small map of what occurs in sentences on goals, needs and work, one character to one.
//! Knows nothing of words; a character that is not listed is itself.

use std::sync::LazyLock;

use foldhash::HashMap;

/// Pairs: the traditional character, then the simplified one.
const PAIRS: &str = "\
    個个時时鐘钟鍾钟週周過过內内於于點点萬万億亿臺台單单張张條条項项處处間间幣币歐欧鎊镑後后\
    兩两當当曆历噸吨達达應应體体優优為为爲为與与個个雲云會会傳传係系係系側侧價价儘尽盡尽償偿\
    來来倉仓兒儿黨党冊册寫写軍军農农馮冯凍冻淨净減减湊凑幾几劃划則则剛刚創创別别動动勞劳勝胜\
    勢势務务勵励勸劝匯汇彙汇區区醫医華华協协壓压廠厂廳厅歷历參参雙双發发髮发變变葉叶號号啟启\
    啓启員员問问嚴严團团園园圍围國国圖图圓圆執执報报場场塊块墊垫墜坠壞坏聲声備备復复複复夾夹\
    奪夺奮奋獎奖妝妆婦妇孫孙學学寧宁實实審审寬宽寶宝對对導导將将專专尋寻屆届層层屬属嶺岭嶄崭\
    幫帮帶带帳帐師师庫库廢废廣广異异張张強强彌弥彈弹歸归錄录徑径徵征從从徹彻憂忧懷怀態态慮虑\
    懇恳惡恶慣惯愛爱憑凭戰战戲戏戶户撲扑擴扩掃扫揚扬擾扰撫抚拋抛搶抢護护報报擔担擬拟擁拥揀拣\
    據据捨舍擇择掛挂撥拨擇择損损換换攝摄擺摆攤摊攔拦敵敌數数斷断無无舊旧曉晓暫暂術术機机殺杀\
    雜杂權权條条楊杨極极構构標标棧栈樣样檔档橋桥檢检樓楼欄栏樹树歡欢歲岁殘残毀毁畢毕氣气漢汉\
    湯汤溝沟沒没滬沪淚泪澤泽潔洁測测濟济渾浑濃浓塗涂潤润漲涨滯滞漸渐溫温濕湿滿满濾滤漁渔\
    災灾煉炼燒烧熱热營营煙烟煩烦爐炉狀状獨独猶犹環环現现產产電电畫画療疗瘋疯監监盤盘盜盗眾众\
    睏困睜睁瞭了礙碍確确碼码磚砖礦矿禮礼禍祸種种稱称積积穩稳窮穷競竞竊窃筆笔節节簡简範范類类\
    糧粮約约級级紀纪純纯紙纸納纳紅红線线練练組组細细織织終终經经結结給给絡络絕绝統统綜综緊紧\
    緒绪續续維维綠绿網网緩缓編编緣缘縮缩績绩總总繼继纖纤罰罚罷罢職职聯联聽听腦脑膠胶臨临舉举\
    艱艰藝艺節节蘇苏範范薦荐藥药蓋盖蒼苍獲获穫获虛虚蟲虫補补製制襲袭裝装襯衬規规覺觉覽览觀观\
    計计訂订認认討讨讓让訓训議议記记講讲許许論论設设訪访證证評评識识訴诉診诊詞词試试詩诗誠诚\
    話话誕诞詢询該该詳详語语誤误請请諸诸課课調调談谈謀谋謹谨譽誉讀读豐丰貨货質质販贩購购貴贵\
    貸贷費费貿贸資资賓宾賬账賞赏賠赔賣卖買买贊赞贏赢趕赶趨趋躍跃軌轨軟软載载較较輔辅輕轻輛辆\
    輪轮輸输轉转辦办辭辞辯辩邊边遲迟運运進进遠远違违連连選选適适遞递遺遗鄉乡鄰邻醞酝釋释鑒鉴\
    針针釘钉鈔钞鋼钢鐵铁銀银銅铜鋁铝錢钱鉛铅銷销鎖锁錯错鍋锅鍵键鏈链鏡镜長长門门閉闭開开閒闲\
    閱阅闡阐關关陣阵陰阴陽阳階阶際际陸陆陳陈險险隨随隱隐難难離离雖虽電电靈灵靜静韋韦頁页頂顶\
    項项順顺須须預预領领頻频題题額额顏颜願愿顧顾顯显風风飛飞飯饭飲饮飾饰養养餘余館馆馬马駛驶\
    驗验駐驻騙骗驅驱驟骤髒脏體体鬆松魚鱼鮮鲜鳥鸟鹽盐麥麦麵面黃黄齊齐齒齿齡龄龍龙龐庞昇升陞升\
    佔占佈布併并並并採采註注遊游係系衝冲衛卫劑剂劉刘罝置匱匮鬥斗捲卷癥症癒愈籌筹籤签繫系臟脏\
    舖铺蹟迹跡迹鑽钻隻只鬱郁麼么餵喂嘗尝嚐尝徬旁慾欲摺折範范昇升製制託托誌志週周閎宏\
    準准還还這这負负業业說说説说財财書书覈核乾干幹干卻却們们況况決决崗岗觸触義义溼湿鍊炼羣群纔才響响見见\
    島岛嶼屿傷伤爾尔篩筛儀仪刪删衆众剝剥慶庆暢畅韓韩銖铢茲兹釐厘峯峰嵐岚噴喷塵尘堅坚餓饿嬰婴澇涝馴驯揮挥\
    儲储劇剧瘧疟菸烟貢贡傾倾壯壮隸隶僅仅鞏巩鑑鉴鋪铺迴回亞亚頃顷懸悬騰腾涼凉丟丢澆浇亂乱濺溅腳脚喫吃\
    強强內内產产夠够喚唤擺摆穀谷嗎吗妳你牠它殺杀綫线裏里麪面黨党廚厨沈沉溝沟岡冈剋克勻匀吳吴壟垄\
    殼壳殲歼濫滥爛烂牽牵獻献瑣琐瓊琼疊叠療疗皺皱睞睐瞞瞒矯矫礎础禦御稅税竄窜糾纠紮扎紛纷綁绑\
    綱纲緻致縣县縱纵繁繁繪绘繳缴罵骂羅罗習习聖圣聞闻聰聪肅肃脅胁脫脱膚肤艙舱蘭兰虧亏蝕蚀術术\
    衡衡裡里裏里覆覆訊讯詐诈誰谁諾诺講讲貧贫責责賀贺賊贼賦赋賴赖蹤踪軸轴輯辑轄辖辛辛遷迁郵邮\
    鄭郑醜丑鈕钮鈣钙鉤钩鎮镇鏽锈閃闪閘闸閥阀闊阔隊队隔隔雞鸡霧雾頓顿頗颇頭头顆颗飄飘飢饥餅饼\
    驚惊鬧闹憲宪憶忆懲惩戀恋擊击擋挡擠挤擱搁攜携敗败斂敛晝昼朧胧東东榮荣槍枪檻槛櫃柜歐欧殯殡\
    氫氢滅灭漿浆濱滨瀏浏灣湾燈灯燦灿爭争爺爷牆墙猛猛瑪玛畝亩癢痒皚皑盧卢硯砚祿禄稟禀窩窝築筑\
    簽签糞粪絲丝綿绵緝缉緯纬縫缝繞绕繩绳羨羡翹翘聳耸脹胀腸肠膽胆艦舰蒞莅蓮莲薪薪藍蓝襖袄視视\
    親亲訃讣誇夸誘诱諒谅諮咨謙谦謝谢譜谱譯译貝贝貪贪貫贯貯贮貼贴賺赚贈赠贓赃車车軒轩輝辉輻辐\
    遼辽釀酿釣钓鈴铃鉗钳錘锤錦锦鎂镁鎳镍鏟铲鐳镭鑄铸闆板闖闯闢辟雋隽靂雳韌韧頌颂頒颁飼饲餐餐\
    饋馈駁驳駕驾騎骑鮑鲍鯨鲸鴨鸭鵝鹅鷹鹰麗丽黴霉";

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let mut characters = PAIRS.chars().filter(|c| !c.is_whitespace());
    let mut map = HashMap::default();
    while let (Some(traditional), Some(simplified)) = (characters.next(), characters.next()) {
        map.insert(traditional, simplified);
    }
    map
});

/// The simplified form of a character; of any other character, itself.
pub(crate) fn simplified(c: char) -> char {
    SIMPLIFIED.get(&c).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::lexicon::Sentence;
    use proptest::prelude::*;

    #[test]
    fn the_pairs_are_pairs_of_chinese_characters_that_lead_nowhere_else() {
        assert_eq!(PAIRS.chars().filter(|c| !c.is_whitespace()).count() % 2, 0);
        for (from, to) in SIMPLIFIED.iter().map(|(from, to)| (*from, *to)) {
            assert_eq!(simplified(to), to, "{from}{to}");
            assert_eq!(from.len_utf8(), to.len_utf8(), "{from}{to}");
        }
    }

    /// The traditional wording of a simplified text, as far as the map has it.
    fn traditional(text: &str) -> String {
        let mut back: HashMap<char, char> = HashMap::default();
        let mut characters = PAIRS.chars().filter(|c| !c.is_whitespace());
        while let (Some(from), Some(to)) = (characters.next(), characters.next()) {
            back.entry(to).or_insert(from);
        }
        text.chars()
            .map(|c| back.get(&c).copied().unwrap_or(c))
            .collect()
    }

    /// What a sentence says, without the places.
    fn said(text: &str) -> String {
        let sentence = Sentence::read(text, Lang::Zh);
        let letters = [
            sentence.specific(),
            sentence.measurable(),
            sentence.time_bound(),
        ];
        let kinds: Vec<_> = sentence
            .hits
            .iter()
            .map(|hit| (hit.kind, &hit.word))
            .collect();
        let numbers: Vec<_> = sentence
            .numbers
            .iter()
            .map(|n| (n.role, &n.quantity, n.is_start))
            .collect();
        let dates: Vec<_> = sentence
            .dates
            .iter()
            .map(|when| (when.period, when.purpose))
            .collect();
        let (verb, compound) = (sentence.verb, sentence.is_compound);
        format!(
            "{kinds:?} {numbers:?} {dates:?} {verb:?} {compound} {:?}",
            letters.map(|one| one.holds)
        )
    }

    proptest! {
        #[test]
        fn traditional_and_simplified_say_the_same(pieces in prop::collection::vec(prop::sample::select(vec![
            "提高", "显著", "缩短", "一次合格率", "由92%", "到97%", "两个工作日", "内", "百分之九十五", "三万元", "减半",
            "2026年12月31日前", "第三季度末", "半年内", "尽快", "及时交付率", "争取", "原则上", "开展", "质量月培训", "各部门",
            "负责", "不低于", "不超过", "时间", "个月", "，", "并降低", "成本", "达到", "大约", "每周一次", "等工作", "确保", "适当",
            "优化", "流程", "订单", "后", "24小时", "于", "为", "从", "财年", "年底", "过", "报废", "点", "上线", "检验", "发货",
        ]), 0..14)) {
            let text = pieces.concat();
            prop_assert_eq!(said(&traditional(&text)), said(&text));
        }
    }

    #[test]
    fn what_a_seed_text_writes_is_simplified() {
        let text: String = "提昇儘快達成顧客滿意".chars().map(simplified).collect();
        assert_eq!(text, "提升尽快达成顾客满意");
    }
}
