package model

import (
	"errors"
	"strings"
	"testing"
)

func TestWhatIsWrongWithAConditionIsSaidInOurWords(t *testing.T) {
	fields := map[string]Field{
		"payment": {Name: "payment", Type: ChoiceField, Choices: []string{"prepaid", "cod"}},
		"total":   {Name: "total", Type: MoneyField},
		"insured": {Name: "insured", Type: YesNoField},
		"items":   {Name: "items", Type: ListField},
		"wanted":  {Name: "wanted", Type: DateField},
		"sent":    {Name: "sent", Type: DateField},
		"pickup":  {Name: "pickup", Type: TimeField},
		"size":    {Name: "size", Type: ChoiceField, Choices: []string{"small", "large"}},
		"note":    {Name: "note", Type: TextField},
	}
	for _, c := range []struct{ text, en, id string }{
		{`paymnt == "cod"`, "no field is called paymnt; did you mean payment?", "tidak ada isian bernama paymnt; maksudnya payment?"},
		{`Total > 4`, "did you mean total?", "maksudnya total?"},
		{`foo == 3`, "no field is called foo;", "tidak ada isian bernama foo;"},
		{`payment == cod`, `texts stand in quotes: "cod"`, `teks harus diberi tanda kutip: "cod"`},
		{`total > "3"`, "> stands between a number and a text", "> ada di antara angka dan teks"},
		{`items == 3`, "== stands between a list and a number", "== ada di antara daftar dan angka"},
		{`insured == "yes"`, "between a yes or no and a text", "di antara ya atau tidak dan teks"},
		{`not payment`, "not goes with yes or no, and here is a text", "not memerlukan ya atau tidak, di sini ada teks"},
		{`total + 1`, "it gives a number and has to give yes or no", "hasilnya angka, padahal harus ya atau tidak"},
		{`len(total) > 3`, "len can't be asked of a number", "len tidak bisa dipakai untuk angka"},
		{`total => 5`, "=> is written >=", "=> ditulis >="},
		{`total =< 5`, "=< is written <=", "=< ditulis <="},
		{`payment = "cod"`, "equal is written ==", "sama dengan ditulis =="},
		{`payment <> "cod"`, "not equal is written !=", "tidak sama dengan ditulis !="},
		{`payment == "cod`, "a quote is not closed", "ada tanda kutip yang tidak ditutup"},
		{`payment == ”cod”`, "quotes are written", "tanda kutip ditulis lurus"},
		{`total > 1.000.000`, "no points between their thousands", "tanpa titik ribuan"},
		{`total > 5 and`, "it stops too early", "masih ada yang kurang di akhirnya"},
		{`total > 5 5`, `"5" can't stand where it stands`, `"5" tidak bisa ada di tempatnya`},
		{`payment matches "["`, `the pattern "[" can't be read`, `pola "[" tidak bisa dibaca`},
		{`payment == "cash"`, `"cash" is no answer of payment; it has: prepaid, cod`, `"cash" bukan pilihan payment; pilihannya: prepaid, cod`},
		{`"COD" != payment`, `"COD" is no answer of payment`, `"COD" bukan pilihan payment`},
		{`payment not in ["cod", "paid"]`, `"paid" is no answer of payment`, `"paid" bukan pilihan payment`},
		{`wanted > "2026-1-5"`, `"2026-1-5" is none: write it as "2026-01-05"`, `tulis seperti "2026-01-05"`},
		{`"24/12/2026" < wanted`, `wanted is a day, and "24/12/2026" is none`, `wanted adalah tanggal, sedangkan "24/12/2026" bukan`},
		{`wanted != "2026-02-30"`, `"2026-02-30" is none`, `"2026-02-30" bukan`},
		{`wanted in ["2026-01-05", "banana"]`, `"banana" is none`, `"banana" bukan`},
		{`pickup > "9:00"`, `pickup is a time, and "9:00" is none: write it as "09:00"`, `pickup adalah jam, sedangkan "9:00" bukan`},
		{`pickup < "09.30"`, `"09.30" is none`, `"09.30" bukan`},
		{`wanted == payment`, "wanted and payment can't be compared: one is date, the other prepaid | cod", "wanted dan payment tidak bisa dibandingkan"},
		{`wanted < pickup`, "wanted and pickup can't be compared", "tidak bisa dibandingkan"},
		{`wanted == note`, "one is date, the other text", "yang satu date, yang lain text"},
		{`payment == size`, "payment and size can't be compared", "payment dan size tidak bisa dibandingkan"},
		{`payment > "cod"`, "> goes with numbers, and with a day or a time", "> hanya untuk angka, atau hari atau jam"},
		{`note >= "b"`, ">= goes with numbers", ">= hanya untuk angka"},
		{`lower(note) < "b"`, "< goes with numbers", "< hanya untuk angka"},
		{`wanted > lower(note)`, "> goes with numbers", "> hanya untuk angka"},
		{`any(items, # > "b")`, "> goes with numbers", "> hanya untuk angka"},
		{`(insured ? wanted : sent) > "banana"`, "> goes with numbers", "> hanya untuk angka"},
		{`wanted contains "12"`, "contains can't be asked of wanted, which is date", "contains tidak bisa dipakai untuk wanted"},
		{`total / 0 > 1`, "it divides by 0", "ada pembagian dengan 0"},
		{`total % 0 == 1`, "it divides by 0", "ada pembagian dengan 0"},
		{`now() > 1`, "there is no now; these can be used: len,", "tidak ada now; yang bisa dipakai: len,"},
		{`len(map(items, #)) > 1`, "there is no map;", "tidak ada map;"},
		{`$env.total > 5`, "fields are called by their names", "isian disebut dengan namanya"},
		{`total in 1..5`, "two points make no list here", "dua titik tidak membuat daftar"},
		{`any(items, any(items, # == "a"))`, "for every entry of another", "untuk setiap isi daftar lain"},
		{`payment == nil`, `empty is written ""`, `kosong ditulis ""`},
		{`let x = total; x > 5`, "it does more than to compare", "lebih dari membandingkan"},
		{`true; total > 5`, "it does more than to compare", "lebih dari membandingkan"},
		{`{"a": total}.a > 5`, "it does more than to compare", "lebih dari membandingkan"},
	} {
		_, fault := compileCondition(c.text, fields)
		if fault == nil {
			t.Errorf("%s can be used", c.text)
			continue
		}
		en, id := fault.In(English), fault.In(Indonesian)
		if !strings.Contains(en, c.en) || !strings.Contains(id, c.id) {
			t.Errorf("%s: %s\n%s", c.text, en, id)
		}
		for _, theirs := range []string{"token", "float64", "mismatched", "EOF", "(1:"} {
			if strings.Contains(en+id, theirs) {
				t.Errorf("%s is told in the words of the compiler: %s", c.text, en)
			}
		}
	}
}

func TestAConditionThatCantBeSaidIsToldInOurWords(t *testing.T) {
	fields := condFields()
	fields["paid"], fields["zero"] = Field{Name: "paid", Type: NumberField}, Field{Name: "zero", Type: MoneyField}
	fields["empty"], fields["wanted"] = Field{Name: "empty", Type: ListField}, Field{Name: "wanted", Type: DateField, Optional: true}
	for _, c := range []struct{ text, en, id string }{
		{`total > 5`, "total is empty", "total kosong"},
		{`insured`, "insured is empty", "insured kosong"},
		{`items[5] == "a"`, "something that is not there", "sesuatu yang tidak ada"},
		{`note matches note`, "something that is not there", "sesuatu yang tidak ada"},
		{`paid / zero >= 0`, "it divides by 0", "ada pembagian dengan 0"},
		{`zero / zero >= 0`, "it divides by 0", "ada pembagian dengan 0"},
		{`not (zero / zero >= 0)`, "it divides by 0", "ada pembagian dengan 0"},
		{`paid % zero == 1`, "it divides by 0", "ada pembagian dengan 0"},
		{`len(empty) / len(empty) == 1`, "it divides by 0", "ada pembagian dengan 0"},
		{`paid ** 9999 > 1`, "too large", "terlalu besar"},
		{`zero == 0 ? paid / zero > 1 : true`, "it divides by 0", "ada pembagian dengan 0"},
		{`wanted > "2026-01-05"`, "wanted is empty", "wanted kosong"},
		{`wanted > "2026-01-05" or wanted == ""`, "wanted is empty", "wanted kosong"},
		{`not (wanted == "" and wanted > "2026-01-05")`, "wanted is empty", "wanted kosong"},
	} {
		cond, fault := compileCondition(c.text, fields)
		if fault != nil {
			t.Errorf("%s: %s", c.text, fault.In(English))
			continue
		}
		_, _, err := cond.holds(Values{"note": {Text: "("}, "paid": {Text: "5"}, "zero": {Text: "0"}})
		var why *Held
		errors.As(err, &why)
		if why == nil || !strings.Contains(why.In(English), c.en) || !strings.Contains(why.In(Indonesian), c.id) {
			t.Errorf("%s: %v", c.text, err)
		}
		if len(cond.uses) == 0 {
			t.Errorf("%s uses nothing", c.text)
		}
	}
}

func TestWhatAConditionReckons(t *testing.T) {
	fields := condFields()
	fields["other"] = Field{Name: "other", Type: DateField}
	values := Values{
		"total": {Text: "7"}, "weight": {Text: "2"}, "items": {Items: []string{"a", "b", "c"}},
		"day": {Text: "2026-01-05"}, "hour": {Text: "09:30"}, "payment": {Text: "cod"},
	}
	for text, want := range map[string]bool{
		`total / weight == 3.5`: true, `total % weight == 1`: true, `total - weight * 3 == 1`: true, `total ** 2 == 49`: true, `total + 1 > 8`: false,
		`len(items) / 2 > 1.4`: true, `len(items) % 2 == 1`: true, `items[len(items) - 1] == "c"`: true, `-weight % 2 == 0`: true,
		`day >= "2026-01-05"`: true, `day > "2026-01-05"`: false, `"2025-12-31" < day and hour < "10:00"`: true,
		`other != "" and other > "2026-01-05"`: false, `other == "" or other > "2026-01-05"`: true,
		`"" == other || not (other < day)`: true, `not (other != "" and other < day)`: true, `other != "" ? false : payment == "cod"`: true,
	} {
		c, fault := compileCondition(text, fields)
		if fault != nil {
			t.Errorf("%s: %s", text, fault.In(English))
			continue
		}
		if yes, _, err := c.holds(values); yes != want || err != nil {
			t.Errorf("%s is %v, %v", text, yes, err)
		}
	}
}
