"""The passphrases that lists of leaked ones begin with, from all over the world and from Việt Nam; and office words.

Folded (no case, marks, blanks or signs): whoever guesses tries a word with all of them, and with numbers behind it.
"""

from __future__ import annotations

from typing import Final

_COMMON: Final = """
    00000000 11111111 112233 123123123 123321 12341234 123456 1234567 12345678 123456789 1234567890 1234qwer 123qwe
    1q2w3e4r 1q2w3e4r5t 1qaz2wsx 66666666 88888888 99999999 a123456 a12345678 a1b2c3 a1b2c3d4 aa123456 aa12345678
    abc abc123 abcd abcdef admin admin1 adminadmin administrator android angel anh anhiuem anhnhoem anhyeuem
    anhyeuemnhieu arsenal asd asdf asdfgh asdfghjkl ashley autumn babygirl bacgiang bacha backan bacninh bame
    bamecon barcelona baseball basketball batman bimat bimatquansu blackpink blank bongda bonoivu bts caicach
    caicachhanhchinh camon camonban canbo cantho caobang cchc change changeme chao chaoban chaomung charlie chelsea
    chinhquyenso chongyeu chutich chuyendoiso chuyenvien computer congchuc conyeu conyeucuabame coquan cr7 cuoicung
    dabong dalat danang daniel dautien dean06 december default demo dichvucong dienbien dragon ducanh
    dung emiuanh emnhoanh empty emyeuanh emyeuanhnhieu excel exo facebook family football forever freedom friday
    friend friends garena giadinh giadinhhanhphuc giadinhtoi goodluck google guest hagiang hahaha haiduong haiphong
    hanam hanhchinh hanhnguyen hanhphuc hanhphucmai hanoi happy harley hatinh hdnd hello hello123 helloworld hihihi
    hoa hoabinh hoang hoanganh hoangvan hochiminh hochiminhcity honey hongnhung hue hung hungyen hunter huong iloveu
    iloveyou iloveyou1 internet iphone ironman iuanh iuem january jessica jordan juventus ketoan khongbiet
    khongcomatkhau khongnho khongnoi kpop laichau lan langson lanhdao laocai lethi letmein letmein1 levan lienminh
    lienquan linh liverpool liverpoolfc login love lovelove lovely lovers loveyou macdinh mai maimai
    maimaimottinhyeu maimaiyeuem manchester mancity manutd master matkhau matkhaucuatoi matkhaumacdinh
    matma matmakhau mauxanh messi michael microsoft minh minhanh mk mkhau moinhat monday monkey monkey1
    motbahaibon motcua motcualienthong mottinhyeu mybaby mylove myname mypass
    mypassword namdinh naruto neymar nghean ngoc ngocanh nguoiyeu nguyen nguyenthi nguyenvan nguyenvana nhapmatkhau
    nhatrang ninhbinh noivu none nopass nopassword null office p4ssw0rd pa55word pass pass123 pass1234 passcode
    passphrase passw0rd passwd password password1 phamvan phochutich phongnoivu phuonganh phutho pokemon princess
    pwd q123456 q1w2e3r4 qazwsx qazwsxedc quan quangninh quenmatkhau quynhanh qwe123 qwer1234 qwert qwerty qwerty1
    qwerty123 qwertyuiop ranger realmadrid ronaldo root root123 saigon sample samsung sapa secret sgon shadow so
    soccer socchc sonla sonoivu spiderman spring starwars summer sunshine superman sweet sweetheart tamtam temp
    temp123 temporary test test123 tester testing thaibinh thainguyen thanh thanhhoa thanhthao thomas thuha thuthuy
    thutuchanhchinh thuyduong tinhyeu tinhyeuvinhcuu toiyeuvietnam toor tothethao tovietnam tran trang tranvan
    truongphong trustno1 tthc tuan tuananh tuyenquang ubnd user uyban uybannhandan vanphong vanthu vietnam
    vietnamtoi vietnamvodich vinhphuc vochong voyeu welcome welcome1 welcome123 whatever windows winter word xinchao
    yenbai yeu yeuanh yeuanhmai yeuem yeuemmai yeumai yeumaimai yeunhau youtube zalo zaq12wsx zaq1zaq1 zxcvbn
    zxcvbnm
"""
# What a name of an office is made of besides its own words, and what people put before or behind it.
_EVERYDAY: Final = """
    ubnd hdnd ubmttq uyban uybannhandan phong so bo ban vanphong vp van huyen xa phuong thitran thi tran thanhpho tp
    tinh quan quanhuyen coquan donvi noivu hanhchinh cchc caicach admin quantri matkhau mk pass password nam vn
    vietnam cua toi
"""

COMMON: Final = frozenset(_COMMON.split())
EVERYDAY: Final = frozenset(_EVERYDAY.split())
