// Names of vendors that are said in two scripts. In: a name or alias as the playbook has it. Out: the other ways it is
// said. A company that writes only "Salesforce" also wants to hear 赛富时. Names that are everyday words are left out.

const SAME_VENDOR: readonly (readonly string[])[] = [
  ['Salesforce', '赛富时', '塞富时'],
  ['Microsoft', '微软'],
  ['Oracle', '甲骨文'],
  ['SAP', '思爱普'],
  ['Cisco', '思科'],
  ['Huawei', '华为'],
  ['Google', '谷歌'],
  ['Amazon', '亚马逊'],
  ['Adobe', '奥多比'],
  ['Siemens', '西门子'],
  ['Tencent', '腾讯'],
  ['Alibaba', '阿里巴巴'],
  ['Baidu', '百度'],
  ['ByteDance', '字节跳动'],
  ['Kingdee', '金蝶'],
  ['Yonyou', '用友'],
  ['DingTalk', '钉钉'],
  ['Feishu', '飞书'],
  ['WeCom', '企业微信'],
  ['Kingsoft', '金山软件'],
  ['Weaver', '泛微'],
  ['Seeyon', '致远互联'],
  ['Fxiaoke', '纷享销客'],
  ['Xiaoshouyi', 'Neocrm', '销售易'],
  ['Zoho', '卓豪'],
  ['Inspur', '浪潮'],
  ['Hikvision', '海康威视'],
  ['Dahua', '大华股份'],
  ['Sangfor', '深信服'],
  ['iFlytek', '科大讯飞', '讯飞'],
  ['SenseTime', '商汤'],
  ['Lenovo', '联想集团'],
  ['Schneider Electric', '施耐德'],
  ['Honeywell', '霍尼韦尔'],
  ['Rockwell Automation', '罗克韦尔'],
  ['Fanuc', '发那科'],
  ['Philips', '飞利浦'],
  ['Bosch', '博世'],
  ['Accenture', '埃森哲'],
  ['Deloitte', '德勤'],
  ['Capgemini', '凯捷'],
  ['ServiceNow', '瑟维斯诺'],
  ['HubSpot', '哈布斯波特'],
];

/** Without those that are given already. */
export function otherScripts(names: readonly string[]): readonly string[] {
  const given = new Set(names.map((name) => name.toLowerCase()));
  const vendors = SAME_VENDOR.filter((all) => all.some((name) => given.has(name.toLowerCase())));
  return vendors.flat().filter((name) => !given.has(name.toLowerCase()));
}
