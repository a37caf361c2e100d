package model

import "testing"

func TestConditionsAreSaidAsPeopleSpeak(t *testing.T) {
	f, faults := Compile(Process{Name: "Order", Role: "shop", Start: Start{Ask: []Field{
		{Name: "payment", Type: ChoiceField, Choices: []string{"prepaid", "cod"}}, {Name: "total", Type: MoneyField},
		{Name: "weight", Type: NumberField, Unit: "kg"}, {Name: "items", Type: ListField}, {Name: "well", Type: YesNoField}, {Name: "note", Type: TextField},
		{Name: "wanted", Type: DateField}, {Name: "pickup", Type: TimeField},
	}}, Steps: []Step{{Text: "Pack", When: `payment == "cod"`}, {ID: "which", Kind: Choose, Outcomes: []Outcome{{Name: "big", When: "total >= 1000000", To: []string{ToNext}}, {Name: ElseOutcome, To: []string{ToEnd}}}}, {Text: "Last"}}})
	if f == nil {
		t.Fatal(faults)
	}
	for condition, want := range map[string][2]string{
		`payment == "cod"`:                     {"payment is COD", "pembayaran adalah COD"},
		`payment != "cod" and total > 1000000`: {"payment is not COD and total is more than 1.000.000", "pembayaran bukan COD dan total lebih dari 1.000.000"},
		`total >= 2.5`:                         {"total is 2,50 or more", "total 2,50 atau lebih"},
		`weight <= 30`:                         {"weight is 30 kg or less", "berat 30 kg atau kurang"},
		`len(items) == 3`:                      {"the number of items is 3", "jumlah barang sama dengan 3"},
		`well`:                                 {"all well: yes", "semua baik: ya"},
		`not well`:                             {"all well: no", "semua baik: tidak"},
		`note == ""`:                           {"note is empty", "catatan kosong"},
		`note != ""`:                           {"note is filled in", "catatan terisi"},
		`note contains "glass"`:                {`note contains "glass"`, `catatan berisi "glass"`},
		`payment in ["cod", "prepaid"]`:        {"payment is one of COD, prepaid", "pembayaran salah satu dari COD, bayar di muka"},
		`(well or payment == "cod") and total < weight`: {"(all well: yes or payment is COD) and total is less than weight", "(semua baik: ya atau pembayaran adalah COD) dan total kurang dari berat"},
		`wanted > "2026-12-24"`:                         {"wanted is after 2026-12-24", "wanted setelah 2026-12-24"},
		`pickup <= "16:00"`:                             {"pickup is 16:00 or earlier", "pickup 16:00 atau sebelumnya"},
		`any(items, # == "tea")`:                        {`any(items, # == "tea")`, `any(items, # == "tea")`},
	} {
		words := f.ConditionWords(condition, ",")
		if words.In(English) != want[0] || words.In(Indonesian) != want[1] {
			t.Errorf("%s is %q, %q", condition, words.In(English), words.In(Indonesian))
		}
	}
	for outcome, want := range map[string]string{"big": "total 1.000.000 atau lebih", ElseOutcome: "selain itu"} {
		if got := f.BranchLabel("which", outcome, ",").In(Indonesian); got != want {
			t.Errorf("%s is %q", outcome, got)
		}
	}
	if got := f.BranchLabel("pack", DoneOutcome, ",").In(English); got != "done" {
		t.Errorf("done is %q", got)
	}
}
