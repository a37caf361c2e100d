package model

import (
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// plain reports whether every condition is so plain that what is tried for
// its fields stands for all that they can hold: fields compared with literals,
// joined by and, or and not. Of others it can't be said that they are never
// true.
func (f *Flow) plain() bool {
	for _, s := range f.Process.Steps {
		if slices.ContainsFunc(s.Record, f.otherwise) {
			return false
		}
		conds := []string{s.When}
		for _, o := range s.Outcomes {
			conds = append(conds, o.When)
		}
		for _, text := range conds {
			if text == "" {
				continue
			}
			if tree, err := parser.Parse(text); err != nil || !f.plainNode(tree.Node) {
				return false
			}
		}
	}
	return true
}

// otherwise reports whether a field can be given other values here than where
// it was named first.
func (f *Flow) otherwise(here Field) bool {
	first := f.fields[here.Name]
	return here.Min != first.Min || here.Max != first.Max || !slices.Equal(here.Choices, first.Choices)
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
		if call.Name != "len" || len(call.Arguments) != 1 {
			return false
		}
		list, isField := call.Arguments[0].(*ast.IdentifierNode)
		length, isNumber := with.(*ast.IntegerNode)
		return ordered && isField && isNumber && f.fields[list.Value].Type == ListField && length.Value < longestTried
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
	case ChoiceField, TextField:
		return equal && isText || operator == "in" && isTexts(with)
	}
	return false
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

// between are numbers for a field on every side of those that conditions
// compare with, and of its own bounds.
func between(f Field, numbers []float64) []Value {
	edges := []float64{0}
	for _, n := range numbers {
		edges = append(edges, n, -n)
	}
	for _, bound := range []string{f.Min, f.Max} {
		if n, err := strconv.ParseFloat(bound, 64); err == nil {
			edges = append(edges, n)
		}
	}
	slices.Sort(edges)
	var all []Value
	for i, n := range edges {
		near := []float64{n, n - 1, n + 1}
		if i > 0 {
			near = append(near, (edges[i-1]+n)/2)
		}
		for _, m := range near {
			if v := (Value{Text: strconv.FormatFloat(m, 'f', -1, 64)}); CheckValue(f, v, nil) == nil && !slices.ContainsFunc(all, v.Equal) {
				all = append(all, v)
			}
		}
	}
	return all
}
