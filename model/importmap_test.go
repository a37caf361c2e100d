package model

import (
	"fmt"
	"strings"
	"testing"
)

func TestAMappingIsKeptUnderAName(t *testing.T) {
	w := newWorld(t)
	m := ImportMap{Process: "online-order", Columns: map[string]string{"order_no": "No. Pesanan"}, Set: map[string]string{"payment": "prepaid"}, Split: map[string]string{"items": ";"}}
	w.refused("sari", ChangeSettings{Settings: w.shop.WithImportMap("shopee", m)}, "owner_only")
	w.must("hendra", ChangeSettings{Settings: w.shop.WithImportMap("Shopee", m)})
	if got := line(Indonesian, Describe(w.events[len(w.events)-1], nil, w.shop)); !strings.Contains(got, "pemetaan Shopee: kosong") && !strings.Contains(got, "online-order order_no=No. Pesanan payment=prepaid items=;") {
		t.Error(got)
	}
	m.Process = "repair"
	w.must("hendra", ChangeSettings{Settings: w.shop.WithImportMap("shopee", m)})
	if got, ok := w.shop.ImportMapNamed(" SHOPEE "); !ok || got.Process != "repair" || len(w.shop.ImportMaps) != 1 {
		t.Errorf("%v, %v", got, w.shop.ImportMaps)
	}
	if _, ok := w.shop.ImportMapNamed("tokopedia"); ok {
		t.Error("one that was never saved is there")
	}
	for _, name := range []string{"", "my map", "a=b", "\x1b[2J"} {
		w.refused("hendra", ChangeSettings{Settings: w.shop.WithImportMap(name, m)}, "bad_name")
	}
	many := w.shop.Settings
	for i := range mostImportMaps {
		many = many.WithImportMap(fmt.Sprintf("map-%d", i), m)
	}
	w.refused("hendra", ChangeSettings{Settings: many}, "many_maps")
}
