"""Mail domains that anybody can have an address at: sharing one says nothing about two people.

A list of our own, of the larger providers by country, and no promise to be complete: what it misses only makes a
doubtful conflict that staff dismiss. Domains below these count as public too (`mail.yahoo.com`).
"""

from __future__ import annotations

from typing import Final

_WORLD = """
gmail.com googlemail.com outlook.com outlook.fr outlook.de outlook.es outlook.it outlook.jp outlook.com.br hotmail.com
hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.com live.co.uk live.fr live.nl msn.com passport.com
yahoo.com yahoo.co.uk yahoo.co.jp yahoo.co.in yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.ca yahoo.com.au yahoo.com.br
yahoo.com.mx yahoo.com.ar yahoo.com.hk yahoo.com.sg yahoo.com.tw ymail.com rocketmail.com myyahoo.com aol.com aim.com
icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com
zoho.com zohomail.com zohomail.eu fastmail.com fastmail.fm hey.com hushmail.com mail.com email.com usa.com post.com
gmx.com gmx.net gmx.us runbox.com posteo.net mailbox.org startmail.com lycos.com excite.com inbox.com juno.com
netzero.net duck.com pobox.com disroot.org riseup.net mailinator.com yopmail.com
"""
_AMERICAS = """
comcast.net verizon.net att.net sbcglobal.net bellsouth.net pacbell.net ameritech.net cox.net charter.net spectrum.net
earthlink.net mindspring.com roadrunner.com rr.com optonline.net optimum.net frontier.com frontiernet.net
centurylink.net embarqmail.com windstream.net cableone.net suddenlink.net rcn.com prodigy.net compuserve.com cs.com
netscape.net rogers.com shaw.ca bell.net sympatico.ca telus.net videotron.ca cogeco.ca uol.com.br bol.com.br
terra.com.br ig.com.br globo.com r7.com prodigy.net.mx infinitum.com.mx fibertel.com.ar speedy.com.ar
"""
_EUROPE = """
btinternet.com btopenworld.com virginmedia.com ntlworld.com blueyonder.co.uk sky.com talktalk.net tiscali.co.uk
plus.net o2.co.uk eircom.net web.de gmx.de gmx.at gmx.ch t-online.de freenet.de arcor.de posteo.de online.de 1und1.de
vodafone.de kabelmail.de bluewin.ch hispeed.ch sunrise.ch aon.at chello.at orange.fr wanadoo.fr free.fr laposte.net
sfr.fr neuf.fr bbox.fr numericable.fr aliceadsl.fr libero.it virgilio.it tiscali.it alice.it tin.it inwind.it
fastwebnet.it poste.it telefonica.net terra.es ono.com sapo.pt clix.pt telenet.be skynet.be proximus.be ziggo.nl
kpnmail.nl planet.nl xs4all.nl home.nl hetnet.nl telia.com bredband.net comhem.se spray.se online.no broadpark.no
mail.dk jubii.dk elisanet.fi kolumbus.fi suomi24.fi luukku.com wp.pl o2.pl onet.pl interia.pl gazeta.pl op.pl tlen.pl
seznam.cz centrum.cz email.cz volny.cz post.cz azet.sk zoznam.sk freemail.hu citromail.hu t-online.hu abv.bg mail.bg
yahoo.ro mail.ru bk.ru inbox.ru list.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua otenet.gr in.gr
inbox.lv mail.ee hot.ee siol.net
"""
_ASIA_AND_BEYOND = """
qq.com foxmail.com 163.com 126.com yeah.net vip.163.com sina.com sina.cn sohu.com aliyun.com 139.com 189.cn 21cn.com
naver.com hanmail.net daum.net nate.com kakao.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp
nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp dion.ne.jp excite.co.jp goo.jp infoseek.jp rediffmail.com
sify.com indiatimes.com bsnl.in singnet.com.sg starhub.net.sg streamyx.com tm.net.my pacific.net.sg hinet.net
seed.net.tw netvigator.com bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au internode.on.net
xtra.co.nz slingshot.co.nz walla.com walla.co.il netvision.net.il bezeqint.net mweb.co.za telkomsa.net vodamail.co.za
"""
# Kept free by the standards for examples and tests, and the mail service that the demo's judges are at: no company's.
_RESERVED = "example.com example.org example.net judges.example"

PUBLIC_PROVIDERS: Final = frozenset(f"{_WORLD} {_AMERICAS} {_EUROPE} {_ASIA_AND_BEYOND} {_RESERVED}".split())
