package model

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// plain reports whether a condition is so plain that what is tried for its
// fields stands for all that they can hold: fields compared with literals,
// joined by and, or and not.
func (f *Flow) plain(text string) bool {
	tree, err := parser.Parse(text)
	return err == nil && f.plainNode(tree.Node)
}

func (f *Flow) plainNode(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.BoolNode:
		return true
	case *ast.IdentifierNode:
		return f.fields[n.Value].Type == YesNoField
	case *ast.UnaryNode:
		return (n.Operator == "not" || n.Operator == "!") && f.plainNode(n.Node)
	case *ast.BinaryNode:
		switch n.Operator {
		case "and", "or", "&&", "||":
			return f.plainNode(n.Left) && f.plainNode(n.Right)
		}
		return f.plainComparison(n.Operator, n.Left, n.Right) || f.plainComparison(turned(n.Operator), n.Right, n.Left)
	}
	return false
}

// turned is a comparison read from the right.
func turned(operator string) string {
	if operator == "in" {
		return ""
	}
	return strings.NewReplacer("<", ">", ">", "<").Replace(operator)
}

// plainComparison reports whether a field, or the length of a list, is
// compared with literals of which values on every side are tried.
func (f *Flow) plainComparison(operator string, field, with ast.Node) bool {
	ordered := slices.Contains([]string{"<", "<=", ">", ">=", "==", "!="}, operator)
	if call, ok := field.(*ast.BuiltinNode); ok {
		return ordered && f.plainLength(call, with)
	}
	name, ok := field.(*ast.IdentifierNode)
	if !ok {
		return false
	}
	_, isText := with.(*ast.StringNode)
	equal := operator == "==" || operator == "!="
	switch f.fields[name.Value].Type {
	case NumberField, MoneyField:
		return ordered && isNumber(with)
	case YesNoField:
		_, isBool := with.(*ast.BoolNode)
		return equal && isBool
	case DateField, TimeField:
		return ordered && isText
	case ChoiceField, TextField:
		return equal && isText || operator == "in" && isTexts(with)
	}
	return false
}

// plainLength reports whether the length of a list is compared with one that
// is tried.
func (f *Flow) plainLength(call *ast.BuiltinNode, with ast.Node) bool {
	if call.Name != "len" || len(call.Arguments) != 1 {
		return false
	}
	list, isField := call.Arguments[0].(*ast.IdentifierNode)
	length, isNumber := with.(*ast.IntegerNode)
	return isField && isNumber && f.fields[list.Value].Type == ListField && length.Value < longestTried
}

func isNumber(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return true
	case *ast.UnaryNode:
		return n.Operator == "-" && isNumber(n.Node)
	}
	return false
}

func isTexts(node ast.Node) bool {
	list, ok := node.(*ast.ArrayNode)
	return ok && !slices.ContainsFunc(list.Nodes, func(entry ast.Node) bool {
		_, isText := entry.(*ast.StringNode)
		return !isText
	})
}

// wherever are values, none of them empty, for a field that is asked for in
// these places: with those that conditions compare with on every side.
func wherever(asked []Field, numbers []float64, texts []string) []Value {
	var all []Value
	for _, f := range asked {
		values := tried(f, numbers, texts)
		if f.Type == NumberField || f.Type == MoneyField {
			values = between(f, edges(asked, numbers))
		}
		for _, v := range values {
			if !v.Empty() && !slices.ContainsFunc(all, v.Equal) {
				all = append(all, v)
			}
		}
	}
	return all
}

// moments are days or times for a field: any, those that conditions compare
// with, and those right before and after them.
func moments(f Field, texts []string) []string {
	layout, step := time.DateOnly, 24*time.Hour
	if f.Type == TimeField {
		layout, step = "15:04", time.Minute
	}
	all := []string{time.Time{}.Format(layout)}
	for _, text := range texts {
		if at, err := time.Parse(layout, text); err == nil {
			all = append(all, at.Add(-step).Format(layout), text, at.Add(step).Format(layout))
		}
	}
	return all
}

// edges are the numbers that conditions compare with, and the bounds of a
// field, in order.
func edges(asked []Field, numbers []float64) []float64 {
	all := []float64{0}
	for _, n := range numbers {
		all = append(all, n, -n)
	}
	for _, f := range asked {
		for _, bound := range []string{f.Min, f.Max} {
			if n, err := strconv.ParseFloat(bound, 64); err == nil {
				all = append(all, n)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// between are numbers for a field: the edges, and one before, between and after
// each two of them, as short as it can be, for an amount of money has few
// decimals.
func between(f Field, edges []float64) []Value {
	var all []Value
	add := func(text string) bool {
		v := Value{Text: text}
		if CheckValue(f, v, nil) != nil {
			return false
		}
		all = append(all, v)
		return true
	}
	first, last := edges[0], edges[len(edges)-1]
	from := first - 2 - math.Abs(first)
	for _, to := range append(edges, last+2+math.Abs(last)) {
		for decimals := range 18 {
			text := trimNumber(strconv.FormatFloat(from/2+to/2, 'f', decimals, 64))
			n, err := strconv.ParseFloat(text, 64)
			if err == nil && from < n && n < to && add(text) {
				break
			}
		}
		add(trimNumber(strconv.FormatFloat(to, 'f', -1, 64)))
		from = to
	}
	return all
}

// trimNumber takes zeros away that say nothing.
func trimNumber(text string) string {
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		return "0"
	}
	return text
}
