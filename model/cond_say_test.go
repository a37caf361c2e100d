package model

import (
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
