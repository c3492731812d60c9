/**
 * Passwords of ten characters or more that attackers try first, without case and without trailing
 * punctuation. Shorter ones need no entry: their length already rules them out.
 */
const COMMON = new Set(
  `
  0123456789 1234567890 12345678910 123456789a 123456789q 123456789abc 12345678900 123123123123 1234512345
  1231231234 0987654321 9876543210 98765432100 1122334455 11223344556677 112233445566 1111122222 147258369
  1472583690 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1q2w3e4r5t 1q2w3e4r5t6y 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6
  qazwsxedcrfv qazwsxedc123 qwertyuiop qwertyuiop123 qwerty12345 qwerty123456 qwerty1234567 asdfghjkl123
  zxcvbnm123 zxcvbnm1234 asdfghjkl1 poiuytrewq abcdefghij abc123456789 abcd123456 abcd12345678 abcde12345
  abc1234567 a123456789 a1234567890 a12345678910 aa123456789 aa12345678 aaa123456789 q123456789 z123456789
  w123456789 qq123456789 asd123456789 asd1234567 zxc123456789 qwe123456789 qwe1234567 qweasdzxc123 qweasd123456
  password12 password123 password1234 password12345 password123456 password01 passw0rd123 passw0rd1234
  p@ssw0rd123 p@ssword123 p@ssw0rd1234 p@55w0rd123 mypassword mypassword1 newpassword newpassword1
  thepassword changeme123 changeme1234 changeit123 letmein123 letmein1234 letmein12345 welcome123 welcome1234
  welcome12345 welcome2024 welcome2025 welcome2026 iloveyou123 iloveyou1234 iloveyou12 ilovemyself iloveyou1314
  admin12345 admin123456 admin1234567 admin888888 adminadmin adminadmin1 administrator administrator1 root123456
  root1234567 rootroot123 test123456 test1234567 testtest123 user123456 guest12345 guest123456 system123456
  superman123 batman12345 football123 football12 baseball123 basketball1 monkey12345 dragon12345 princess123
  princess12 sunshine123 sunshine12 charlie123 michael123 michelle12 starwars123 trustno1234 whatever123
  computer123 internet123 samsung123 liverpool1 liverpool123 manchester jennifer12 christopher alexander1
  google12345 facebook123 linkedin123 microsoft1 microsoft123 windows1234 hello12345 hello123456 helloworld
  helloworld1 helloworld123 goodmorning summer2024 summer2025 summer2026 winter2024 winter2025 winter2026
  spring2025 spring2026 autumn2025 autumn2026 secret12345 master12345 killer12345 freedom123 shadow12345
  police1234 police12345 police123456 police110110 110110110110 1101101100 jingcha110 jingcha123 jingcha1234
  gongan1234 gongan12345 gongan123456 gonganju123 paichusuo110 paichusuo1 renmin110110 mima123456 mima1234567
  woaini1314 woaini520 woaini5201314 woaini123456 woaini521 woaini1314520 woaiwojia1 woaiwojia123 wodemima123
  5201314520 52013145201314 5201314123 1314520520 13145201314520 1314521521 520520520520 5211314521 7758521521
  77585217758521 1234567891 12345678901 123456123456 123456654321 1234567887654321 123321123321 123qweasdzxc
  123qwe123qwe 123qwe456rty 1234qwerasdf 1234qwer5678 12qwaszx12 12345qwert 123456qwerty 1234567qwe 123abc456def
  zaq12wsxcde3 zaq1xsw2cde3 zaq12wsx1234 nihao123456 nihao12345 woshishui1 woshishui123 zhongguo123 zhongguo1949
  china123456 china12345 china1949101 beijing2008 beijing2022 shanghai123 hangzhou123 zhejiang123 huawei1234
  huawei12345 huawei@123 alibaba123 taobao12345 tencent123 weixin12345 weixin123456 caonima123 caonima1234
  aini1314520 qianqian123 baobao12345 baobei12345 laopo520520 laogong520 wangyang123 zhangwei123 liuyang123
  sandtable123 sandtable1 sandtable2026 1029384756 0192837465 5555566666 1212121212 2323232323 1010101010
  1357924680 2468013579 1470258369 3692581470 7894561230 0147258369 1593572486 1597534682 7410852963 9638527410
  `
    .trim()
    .split(/\s+/),
);

/** Whether a password is one of those tried first, also with other capitals or punctuation at its end. */
export function isCommonPassword(password: string): boolean {
  const typed = password.toLowerCase();
  return COMMON.has(typed) || COMMON.has(typed.replace(/[^\p{Letter}\p{Number}]+$/u, ""));
}
