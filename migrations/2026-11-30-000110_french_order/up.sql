-- French texts, compared without any extension and without any collation of the server, which differ between machines
-- and change under indexes (docs/adr/0015-french-order.md). All of it is immutable: what `normalize` does to an assigned
-- character never changes (Unicode, stability policies).

-- The letters of a text, each followed by its marks, whatever its normal form (NFKD). Ligatures and barred letters are
-- taken apart like accented ones; the marks of those that Unicode keeps whole are U+034F, U+0338, U+0335, U+0334. The
-- apostrophes are one, so are hyphens and dashes; white space is one space; what shows nothing (`crate::unseen`) is left out.
create function hist.apart(text text) returns text
language plpgsql immutable strict parallel safe set search_path = pg_catalog as $$
declare
  letters text collate "C" := text;
begin
  letters := regexp_replace(letters, '[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+', '', 'g');
  if octet_length(letters) = length(letters) then
    letters := replace(letters, '`', '''');
  else
    -- U+00B4 first: NFKD makes a space of it.
    letters := translate(normalize(replace(letters, U&'\00B4', ''''), NFKD),
      U&'`\2018\2019\201B\2032\02B9\02BB\02BC\2010\2012\2013\2014\2015\2043\2212', '''''''''''''''''-------');
    if letters ~ '[ŒœÆæẞßÞþØøĐđĦħŁłŦŧÐðŊŋı]' then
      letters := replace(replace(replace(replace(letters, 'Œ', U&'O\034FE'), 'œ', U&'o\034Fe'), 'Æ', U&'A\034FE'), 'æ', U&'a\034Fe');
      letters := replace(replace(replace(replace(letters, 'ẞ', U&'S\034FS'), 'ß', U&'s\034Fs'), 'Þ', U&'T\034FH'), 'þ', U&'t\034Fh');
      letters := regexp_replace(letters, '[Øø]', U&'\005C&\0338', 'g');
      letters := regexp_replace(letters, '[ĐđĦħŁłŦŧ]', U&'\005C&\0335', 'g');
      letters := regexp_replace(letters, '[ÐðŊŋı]', U&'\005C&\0334', 'g');
      letters := translate(letters, 'ØøĐđĦħŁłŦŧÐðŊŋı', 'OoDdHhLlTtDdNni');
    end if;
  end if;
  return btrim(regexp_replace(letters, '[\t-\r \u0085\u1680\u2028\u2029]+', ' ', 'g'));
end $$;

-- The letters alone.
create function hist.bare(apart text) returns text
language plpgsql immutable strict parallel safe set search_path = pg_catalog as $$
begin
  return regexp_replace(apart collate "C", '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+', '', 'g');
end $$;

-- In lower case: Latin, Greek, Cyrillic, Armenian and Georgian capitals that NFKD leaves whole; the final sigma is a sigma.
create function hist.small(bare text) returns text
language plpgsql immutable strict parallel safe set search_path = pg_catalog as $$
begin
  if bare collate "C" !~ '[\u0180-\u10ff\u1c80-\u1fff\u2c00-\u2dff\ua640-\ua7ff]' then return lower(bare collate "C"); end if;
  return translate(lower(bare collate "C"),
    'ƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎỺỼỾⱠⱢⱣⱤⱧⱩⱫⱭⱮⱯⱰⱲⱵⱾⱿꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪꞫꞬꞭꞮꞰꞱꞲꞳꞴꞶꞸꞺꞼꞾꟀꟂꟄꟅꟆꟇꟉꟐꟖꟘꟵͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϏϘϚϜϞϠϷϺϽϾϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱᲲᲳᲴᲵᲶᲷᲸᲹᲺᲽᲾᲿς',
    'ɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏỻỽỿⱡɫᵽɽⱨⱪⱬɑɱɐɒⱳⱶȿɀꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩɦɜɡɬɪʞʇʝꭓꞵꞷꞹꞻꞽꞿꟁꟃꞔʂᶎꟈꟊꟑꟗꟙꟶͱͳͷϳαβγδεζηθικλμνξοπρστυφχψωϗϙϛϝϟϡϸϻͻͼͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷჸჹჺჽჾჿσ');
end $$;

-- What two texts have in common that differ in case, accents, ligatures, apostrophes, dashes, spaces or normal form:
-- texts are searched so.
create or replace function hist.fold(text text) returns text
language plpgsql immutable strict parallel safe set search_path = pg_catalog as $$
begin
  return hist.small(hist.bare(hist.apart(text)));
end $$;

-- A text's place in French alphabetical order, to be compared by code points (`collate "C"`): its letters, then its
-- accents from the first on (cote, coté, côte, côté), then its capitals after its small letters; the levels of CLDR's root
-- collation, which French follows. Punctuation and digits stand before letters, in that order. Each level is cut, so that
-- the whole is never more than an entry of an index can hold (2,704 bytes).
create function hist.french_order(text text) returns text
language plpgsql immutable strict parallel safe set search_path = pg_catalog as $$
declare
  apart text collate "C" := hist.apart(text);
  bare text collate "C" := hist.bare(apart);
  letters text := translate(hist.small(bare),
    ' _-,;:!¡?¿.·''‹›"“”„‟«»()[]{}§¶@*/\&#%‰†‡•^°©®+±÷×<=>¬|¦~⁄¤¢$£¥€0123456789',
    E'\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x20\x21\x22\x23\x24\x25\x26\x27\x28\x29\x2a\x2b\x2c\x2d\x2e\x2f\x30\x31\x32\x33\x34\x35\x36\x37\x38\x39\x3a\x3b\x3c\x3d\x3e\x3f\x40\x41\x42\x43\x44\x45\x46\x47\x48\x49\x4a');
  marks text := '';
  capitals text := translate(bare, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', '..........................AAAAAAAAAAAAAAAAAAAAAAAAAA');
begin
  if apart <> bare then
    marks := translate(regexp_replace(apart, '[^\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '.', 'g'),
      U&'\0301\0300\0306\0302\030C\030A\0308\030B\0303\0307\0338\0327\0328\0304\0335\0305\0309\030F\0311\031B\0323\0324\0325\0326\032D\032E\0330\0331\0334\034F', '0123456789ABCDEFGHIJKLMNOPQRST');
  end if;
  return left(letters, 300) || E'\x01' || left(rtrim(marks, '.'), 200) || E'\x01' || left(rtrim(capitals, '.'), 200);
end $$;
