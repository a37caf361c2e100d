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
		{`payment = "cod"`, "equal is written ==", "sama dengan ditulis =="},
		{`payment <> "cod"`, "not equal is written !=", "tidak sama dengan ditulis !="},
		{`payment == "cod`, "a quote is not closed", "ada tanda kutip yang tidak ditutup"},
		{`payment == ”cod”`, "quotes are written", "tanda kutip ditulis lurus"},
		{`total > 1.000.000`, "no points between their thousands", "tanpa titik ribuan"},
		{`total > 5 and`, "it stops too early", "masih ada yang kurang di akhirnya"},
		{`total > 5 5`, `"5" can't stand where it stands`, `"5" tidak bisa ada di tempatnya`},
		{`total matches "["`, "it can't be understood", "tidak bisa dipahami"},
		{`payment == "cash"`, `"cash" is no answer of payment; it has: prepaid, cod`, `"cash" bukan pilihan payment; pilihannya: prepaid, cod`},
		{`"COD" != payment`, `"COD" is no answer of payment`, `"COD" bukan pilihan payment`},
		{`payment not in ["cod", "paid"]`, `"paid" is no answer of payment`, `"paid" bukan pilihan payment`},
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
	for _, c := range []struct{ text, en, id string }{
		{`total > 5`, "total is empty", "total kosong"},
		{`insured`, "insured is empty", "insured kosong"},
		{`items[5] == "a"`, "something that is not there", "sesuatu yang tidak ada"},
		{`note matches note`, "something that is not there", "sesuatu yang tidak ada"},
	} {
		cond, fault := compileCondition(c.text, fields)
		if fault != nil {
			t.Errorf("%s: %s", c.text, fault.In(English))
			continue
		}
		_, _, err := cond.holds(Values{"note": {Text: "("}})
		var why *Held
		errors.As(err, &why)
		if why == nil || !strings.Contains(why.In(English), c.en) || !strings.Contains(why.In(Indonesian), c.id) {
			t.Errorf("%s: %v", c.text, err)
		}
		if len(cond.uses) != 1 {
			t.Errorf("%s uses %v", c.text, cond.uses)
		}
	}
}
