import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../../../engine/personal-data/find-personal-data.ts';

const found = (text: string, names: string[] = []) =>
  findPersonalData(text, { names }).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

describe('personal data', () => {
  it.each([
    ['我手机幺三八零零幺三八零零零', 'phone: 幺三八零零幺三八零零零'],
    ['号码一三七，四个八，零九二六', 'phone: 一三七，四个八，零九二六'],
    [
      'call me on four one five double five five oh one three four',
      'phone: four one five double five five oh one three four',
    ],
    ['it is (415) 555-0134 ext 12', 'phone: (415) 555-0134'],
    ['ring +44 20 7946 0018 please', 'phone: +44 20 7946 0018'],
    ['身份证11010519491231002X', 'id-card: 11010519491231002X'],
    ['身份证幺幺零幺零五幺九四九幺二三幺零零二叉', 'id-card: 幺幺零幺零五幺九四九幺二三幺零零二叉'],
    ['4111 1111 1111 1111 is the card', 'bank-card: 4111 1111 1111 1111'],
    ['护照E12345679', 'passport: E12345679'],
    ['write to j.doe@acme.example now', 'email: j.doe@acme.example'],
    ['it is john dot smith at gmail dot com', 'email: john dot smith at gmail dot com'],
    ['邮箱lily艾特qq点com', 'email: lily艾特qq点com'],
    ['我在杭州市西湖区文三路478号', 'address: 杭州市西湖区文三路478号'],
    ['ship to forty two maple street', 'address: forty two maple street'],
    ['use billing at kestrel hyphen freight dot com', 'email: billing at kestrel hyphen freight dot com'],
    ['we are at 77 King Street West, Toronto', 'address: 77 King Street West, Toronto'],
    [
      'it is 50 Industrial Parkway, Building C, Reno, NV 89502',
      'address: 50 Industrial Parkway, Building C, Reno, NV 89502',
    ],
    ['to 142 Maple Avenue, Columbus, Ohio 43215', 'address: 142 Maple Avenue, Columbus, Ohio 43215'],
    ['to 22 Baker Street, London NW1 6XE', 'address: 22 Baker Street, London NW1 6XE'],
    ['寄江南大道588号恒鑫大厦主楼17层', 'address: 江南大道588号恒鑫大厦主楼17层'],
    ['送武汉的话就武汉市江岸区中山大道88号', 'address: 武汉市江岸区中山大道88号'],
    ['钱打到那张卡六二二八 四八零零 一二三八 七七零六 五一四', 'bank-card: 六二二八 四八零零 一二三八 七七零六 五一四'],
    ['我的mail是li.na@mill.example', 'email: li.na@mill.example'],
    ['my passport number is 518820763', 'passport: 518820763'],
    ['her passport is C4J7K0092', 'passport: C4J7K0092'],
    ['his id card is 320102198506078890', 'id-card: 320102198506078890'],
    ['the Chinese id number is 32010219850607889X', 'id-card: 32010219850607889X'],
  ])('is found in "%s"', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    '订单号13800138000还没发',
    'order number 4111 1111 1111 1111 is open',
    'we process 13800000000 rows',
    'it is one two three four five six seven eight',
    'version 10.4.2 on 2026-03-15 at 10:30 costs $1,250,000',
    '预算一百三十八万，三月十五号给',
    'we saw it at booking dot com',
    'a four wheel drive and a one way street',
    'the twenty second street project',
    '走二号线，到八号会议室',
    '零件号幺零三五五七二八到货了',
    'the passport scanner is a C4J70092 by Corvanta',
  ])('is not seen in "%s"', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('is told apart where two kinds stand in one line', () => {
    expect(found('卡号4111111111111111，电话13912345678')).toEqual([
      'bank-card: 4111111111111111',
      'phone: 13912345678',
    ]);
  });

  it('has names only where a list has them, Latin ones as whole words', () => {
    expect(found('Maya asked for the may issue', ['Maya', 'may issues'])).toEqual(['name: Maya']);
    expect(found('请王小明回个电话', ['王小明'])).toEqual(['name: 王小明']);
    expect(found('Maya asked')).toEqual([]);
  });
});
